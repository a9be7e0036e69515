/**
 * The cache keys of integrations. They contain the person, so that data of one person is never shown to
 * another. `root` covers all keys of one person.
 */
export const integrationKeys = {
  root: (person: string) => ['integrations', person] as const,
  list: (person: string) => [...integrationKeys.root(person), 'list'] as const,
  one: (person: string, id: string) => [...integrationKeys.root(person), 'one', id] as const,
  events: (person: string, id: string) => [...integrationKeys.root(person), 'events', id] as const,
}
