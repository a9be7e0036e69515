/** The cache keys of the use of tools. `root` covers all keys of one person. */
export const toolKeys = {
  root: (personId: string) => ['tools', personId] as const,
  usage: (personId: string) => [...toolKeys.root(personId), 'usage'] as const,
  calls: (personId: string, integrationId: string) =>
    [...toolKeys.root(personId), 'calls', integrationId] as const,
}
