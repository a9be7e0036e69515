import { ToolFailure } from './tool-failure'

interface PartOfCall {
  /** A sentence that says what was done at the vendor. */
  done: string
  /** A sentence about the part that stays there when the rest is not done, with the next step. */
  rest: string
  /** Whether the same call with the same key continues where it failed, and does nothing twice. */
  continues: boolean
}

/** The error of a later step, with what was done before it. `cause` still has to be turned into a `ToolFailure`. */
export class LaterStepError extends Error {
  override readonly name = 'LaterStepError'

  constructor(
    readonly part: PartOfCall,
    override readonly cause: unknown,
  ) {
    super('a later step failed')
  }
}

/**
 * Returns the error of a call that failed after a part of it was done. A failure that can be retried stays so only when the
 * repeated call does nothing twice.
 */
export function partlyDone(error: unknown, part: PartOfCall): Error {
  if (!(error instanceof ToolFailure) || error.needsLink) return new LaterStepError(part, error)
  return withPart(error, part)
}

/** Adds to the failure of a later step what was done before it. */
export function withPart(failure: ToolFailure, { done, rest, continues }: PartOfCall): ToolFailure {
  const { kind, isRetryable, details } = failure
  const message = `${done} Then: ${withoutNothingChanged(failure.message)}`
  if (kind === 'outcome_unknown') return new ToolFailure(kind, message)
  const again = 'Repeat the call with the same key.'
  if (!isRetryable) {
    const isMended = continues && details.url !== undefined
    return new ToolFailure(kind, `${message} ${isMended ? again : rest}`, details)
  }
  const reason = 'The vendor cannot do the rest at the moment.'
  return continues
    ? new ToolFailure(kind, `${done} ${reason} Repeat the call with the same key later.`, {
        ...details,
        continues,
      })
    : new ToolFailure('vendor_refused', `${done} ${reason} ${rest}`, details)
}

/** Returns the failure of a repeated call. It does not say that nothing was changed, because the earlier call may have done a part. */
export function afterEarlierCall({ kind, message, details }: ToolFailure): ToolFailure {
  const sentence = 'An earlier call with this key may have done a part of it.'
  return new ToolFailure(kind, `${withoutNothingChanged(message)} ${sentence}`, details)
}

function withoutNothingChanged(message: string): string {
  return message.replace(' Nothing was changed.', '')
}
