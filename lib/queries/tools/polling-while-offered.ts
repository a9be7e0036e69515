import { pollingOptions } from '../polling-options'

type Query = Parameters<typeof pollingOptions.refetchInterval>[0]

/** The options of a query that a Miteos without live tools answers with 404. It is then not asked again. */
export const pollingWhileOffered = {
  ...pollingOptions,
  refetchInterval: (query: Query) =>
    query.state.error?.kind === 'not_found' ? false : pollingOptions.refetchInterval(query),
} as const
