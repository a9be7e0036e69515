import type { Failure } from '@/lib/contract/view/failure'

const everyMs = 15_000

interface Observed {
  state: { error: Failure | null }
}

function isHeldOff(query: Observed): boolean {
  return query.state.error?.kind === 'rate_limited'
}

/**
 * The options of every query. Data is loaded again every 15 s and on focus, but not in the background. After a
 * `Retry-After` nothing is loaded before its time. A read that failed on the server is not repeated at once.
 */
export const refreshing = {
  staleTime: 5_000,
  retry: false,
  retryOnMount: false,
  networkMode: 'always',
  refetchInterval: (query: Observed) =>
    isHeldOff(query) ? (query.state.error?.retryAfterSeconds ?? 0) * 1000 || everyMs : everyMs,
  refetchIntervalInBackground: false,
  refetchOnWindowFocus: (query: Observed) => !isHeldOff(query),
  refetchOnReconnect: (query: Observed) => !isHeldOff(query),
} as const
