import type { Failure } from '@/lib/contract/view/failure'
import { signInPath } from '@/lib/contract/view/sign-in'

let isLeavingToResume = false

/** Called when the browser shows the page again from memory, so that it is no longer being left. */
function stay() {
  isLeavingToResume = false
}

/**
 * Goes to the sign-in page when the session has ended. That page leads back to the same place. `resume` adds
 * parameters about the interrupted action. Reads that fail while the page is being left do not replace these.
 * It is a full navigation, so that no private data stays in memory.
 */
export function signInAgain(failure: Failure, resume: Record<string, string> = {}): void {
  if (failure.kind !== 'unauthorized' || isLeavingToResume) return
  isLeavingToResume = Object.keys(resume).length > 0
  window.addEventListener('pageshow', stay, { once: true })
  const place = new URL(window.location.href)
  for (const [name, value] of Object.entries(resume)) place.searchParams.set(name, value)
  window.location.assign(signInPath(`${place.pathname}${place.search}`, 'ended'))
}
