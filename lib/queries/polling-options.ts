import type { Failure } from '@/lib/contract/view/failure'

const pollingIntervalMs = 15_000

interface QueryWithError {
  state: { error: Failure | null }
}

function isRateLimited(query: QueryWithError): boolean {
  return query.state.error?.kind === 'rate_limited'
}

/**
 * The options of every query. Data is loaded again every 15 s and on focus, but not in the background. After a
 * rate limit nothing is loaded until the time in `Retry-After` has passed. A read that failed on the server is
 * not repeated at once in the browser.
 */
export const pollingOptions = {
  staleTime: 5_000,
  retry: false,
  retryOnMount: false,
  networkMode: 'always',
  refetchInterval: (query: QueryWithError) =>
    isRateLimited(query)
      ? (query.state.error?.retryAfterSeconds ?? 0) * 1000 || pollingIntervalMs
      : pollingIntervalMs,
  refetchIntervalInBackground: false,
  refetchOnWindowFocus: (query: QueryWithError) => !isRateLimited(query),
  refetchOnReconnect: (query: QueryWithError) => !isRateLimited(query),
} as const
