import type { Failure } from '@/lib/contract/view/failure'

const pollingIntervalMs = 15_000

/** The part of a query that decides when it loads again. */
export interface QueryWithError {
  state: { error: Failure | null }
}

function isRateLimited(query: QueryWithError): boolean {
  return query.state.error?.kind === 'rate_limited'
}

/** Returns the time until the query loads again by itself. */
function waitMs({ state: { error } }: QueryWithError): number {
  if (error?.kind !== 'rate_limited' || error.retryAfterSeconds === undefined)
    return pollingIntervalMs
  return error.retryAfterSeconds * 1000
}

/**
 * The options of a query that polls. While the page is visible, the query loads again every 15 s, on focus and on reconnect.
 * After a rate limit its own timer waits for the time in `Retry-After`, one minute at most, and focus and reconnect load
 * nothing; mounting and `invalidateQueries` do. A read that failed is not repeated when a component mounts.
 */
export const pollingOptions = {
  staleTime: 5_000,
  retry: false,
  retryOnMount: false,
  // A browser that is online may say that it is not. A request that fails tells for certain.
  networkMode: 'always',
  refetchInterval: waitMs,
  refetchIntervalInBackground: false,
  refetchOnWindowFocus: (query: QueryWithError) => !isRateLimited(query),
  refetchOnReconnect: (query: QueryWithError) => !isRateLimited(query),
} as const
