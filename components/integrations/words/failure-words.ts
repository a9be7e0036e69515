import type { Failure, FailureKind } from '@/lib/contract/view/failure'
import { whyNotLoaded } from '@/lib/contract/view/failure-words'

const whyIntegrationsNotLoaded: Record<FailureKind, string> = {
  ...whyNotLoaded,
  forbidden: 'Your role may not see the integrations of this account.',
  not_found: 'There is no integration with this id in this account.',
}

const whyNotDone: Partial<Record<FailureKind, string>> = {
  forbidden: 'Your role may not do this.',
  session_changed:
    'This browser is now signed in as somebody else. Reload the page to go on as that person.',
  place_changed:
    'This browser now works in another account or environment. Reload the page to go on there, or switch back in the menu if you still can.',
  timeout: 'Miteos did not answer in time. The list shows what is true now.',
}

/** Returns a sentence that says why something could not be loaded. */
export function notLoadedSentence({ kind }: Failure): string {
  return whyIntegrationsNotLoaded[kind]
}

/** Returns a sentence that says why an action did not work. */
export function notDoneSentence({ kind }: Failure): string {
  return whyNotDone[kind] ?? whyIntegrationsNotLoaded[kind]
}
