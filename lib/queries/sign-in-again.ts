import type { Failure } from '@/lib/contract/view/failure'

let isLeavingToResume = false

/** Back brought the page out of memory. */
function stay() {
  isLeavingToResume = false
}

/**
 * Leaves for the sign-in page when the session has ended, and comes back to the same place; `resume`
 * says there what was interrupted, and wins over reads that fail for the same reason while the page is
 * left. A full navigation: nothing private stays in memory.
 */
export function signInAgain(failure: Failure, resume: Record<string, string> = {}): void {
  if (failure.kind !== 'unauthorized' || isLeavingToResume) return
  isLeavingToResume = Object.keys(resume).length > 0
  window.addEventListener('pageshow', stay, { once: true })
  const place = new URL(window.location.href)
  for (const [name, value] of Object.entries(resume)) place.searchParams.set(name, value)
  const query = new URLSearchParams({
    error: 'ended',
    callbackUrl: `${place.pathname}${place.search}`,
  })
  window.location.assign(`/sign-in?${query}`)
}
