import type { Failure } from '@/lib/contract/failure'

/**
 * Leaves for the sign-in page when the session has ended, and comes back to the same place; `resume`
 * says there what was interrupted. A full navigation: nothing private stays in memory.
 */
export function signInAgain(failure: Failure, resume: Record<string, string> = {}): void {
  if (failure.kind !== 'unauthorized') return
  const place = new URL(window.location.href)
  for (const [name, value] of Object.entries(resume)) place.searchParams.set(name, value)
  const query = new URLSearchParams({
    error: 'ended',
    callbackUrl: `${place.pathname}${place.search}`,
  })
  window.location.assign(`/sign-in?${query}`)
}
