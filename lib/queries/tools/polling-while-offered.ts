import { pollingOptions, type QueryWithError } from '../polling-options'

/**
 * The options of a query about live tools. A Miteos without live tools answers 404, and is then not
 * polled any more.
 */
export const pollingWhileOffered = {
  ...pollingOptions,
  refetchInterval: (query: QueryWithError) =>
    query.state.error?.kind === 'not_found' ? false : pollingOptions.refetchInterval(query),
} as const
