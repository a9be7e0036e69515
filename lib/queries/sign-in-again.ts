import type { Failure } from '@/lib/contract/view/failure'
import { signInPath } from '@/lib/contract/view/sign-in'

let isLeavingToResume = false

/** Called when the browser shows this page again from memory: the page is no longer being left. */
function allowLeavingAgain() {
  isLeavingToResume = false
}

/**
 * Goes to the sign-in page if the failure says that the session has ended. After signing in the person comes
 * back to the same address, with the parameters in `resume`, which name the interrupted action. A read that
 * fails while the page is being left does not remove these parameters. The browser loads the sign-in page anew,
 * so that no private data stays in memory.
 */
export function signInAgain(failure: Failure, resume: Record<string, string> = {}): void {
  if (failure.kind !== 'unauthorized' || isLeavingToResume) return
  isLeavingToResume = Object.keys(resume).length > 0
  window.addEventListener('pageshow', allowLeavingAgain, { once: true })
  const address = new URL(window.location.href)
  for (const [name, value] of Object.entries(resume)) address.searchParams.set(name, value)
  window.location.assign(signInPath(`${address.pathname}${address.search}`, 'ended'))
}
