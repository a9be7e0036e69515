import type { Failure, FailureKind, FirstAnswer } from './failure'

/** A sentence for each kind of failure that says why something could not be loaded. */
export const whyNotLoaded: Record<FailureKind, string> = {
  offline: 'Your browser could not reach Miteos. Are you offline?',
  unauthorized: 'Your session has ended.',
  forbidden: 'Your role may not see this.',
  session_changed: 'This browser is now signed in as somebody else.',
  place_changed:
    'This browser now works in another account or environment. Switch back in the menu to go on here, if you still can.',
  not_found: 'The Miteos that this dashboard uses does not offer this.',
  conflict: 'Miteos is busy with another change.',
  refused: 'Miteos refused the request.',
  rate_limited: 'Miteos has received too many requests.',
  timeout: 'Miteos is not answering.',
  unreachable: 'Miteos cannot be reached at the moment.',
  invalid: 'Miteos sent an answer that cannot be read.',
  failed: 'Miteos answered with an error.',
}

/** What a page shows of a first answer that is no success. */
interface ShownFailure {
  kind: FailureKind
  /** Why there is nothing to show, and when or whom to ask again if that is known. */
  sentence: string
  referenceId?: string
}

function advice({ kind, retryAfterSeconds }: Failure): string {
  if (kind === 'forbidden') return ' Ask an admin of the account.'
  return retryAfterSeconds === undefined ? '' : ` Try again in ${retryAfterSeconds} s.`
}

/** Returns what a page shows of a failed first answer. A slow answer is shown as one that did not come in time. */
export function failureOf(answer: Exclude<FirstAnswer<unknown>, { kind: 'ready' }>): ShownFailure {
  const failure: Failure = answer.kind === 'slow' ? { kind: 'timeout' } : answer.failure
  const { kind, referenceId } = failure
  const sentence = `${whyNotLoaded[kind]}${advice(failure)}`
  return { kind, sentence, ...(referenceId !== undefined && { referenceId }) }
}
