/**
 * The cache keys of integrations. They contain the id of the person, so that data of one person is never
 * shown to another. `root` covers all keys of one person.
 */
export const integrationKeys = {
  root: (personId: string) => ['integrations', personId] as const,
  list: (personId: string) => [...integrationKeys.root(personId), 'list'] as const,
  one: (personId: string, id: string) => [...integrationKeys.root(personId), 'one', id] as const,
  events: (personId: string, id: string) =>
    [...integrationKeys.root(personId), 'events', id] as const,
  checks: (personId: string, id: string) =>
    [...integrationKeys.root(personId), 'checks', id] as const,
}
