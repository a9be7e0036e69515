import type { Failure, FailureKind } from '@/lib/contract/view/failure'

const whyNotLoaded: Record<FailureKind, string> = {
  offline: 'Your browser could not reach Miteos. Are you offline?',
  unauthorized: 'Your session has ended.',
  forbidden: 'Your role may not see the integrations of this account.',
  session_changed: 'This browser is now signed in as somebody else.',
  place_changed:
    'This browser now works in another account or environment. Switch back in the menu to go on here, if you still can.',
  not_found: 'There is no integration with this id in this account.',
  conflict: 'Miteos is busy with another change.',
  refused: 'Miteos refused the request.',
  rate_limited: 'Miteos has received too many requests.',
  timeout: 'Miteos is not answering.',
  unreachable: 'Miteos cannot be reached at the moment.',
  invalid: 'Miteos sent an answer that makes no sense.',
  failed: 'Something went wrong on the way to Miteos.',
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
  return whyNotLoaded[kind]
}

/** Returns a sentence that says why an action did not work. */
export function notDoneSentence({ kind }: Failure): string {
  return whyNotDone[kind] ?? whyNotLoaded[kind]
}
