import { ToolFailure } from './tool-failure'

interface PartOfCall {
  /** A sentence that says what was done at the vendor. */
  done: string
  /** A sentence about the part that stays there when the rest is not done, with the next step. */
  rest: string
  /** Whether the same call with the same key continues where it failed, and does nothing twice. */
  continues: boolean
}

/**
 * Returns the error of a call that failed after a part of it was done. A failure that asks for a repetition stays one
 * only when the repetition does nothing twice.
 */
export function partlyDone(error: unknown, { done, rest, continues }: PartOfCall): unknown {
  if (!(error instanceof ToolFailure)) return error
  const { kind, isRetryable, details } = error
  // The vendor changed nothing in this step, but it did before.
  const message = error.message.replace(' Nothing was changed.', '')
  if (kind === 'outcome_unknown') return new ToolFailure(kind, `${done} Then: ${message}`)
  if (!isRetryable) return new ToolFailure(kind, `${done} Then: ${message} ${rest}`, details)
  const reason = 'The vendor cannot do the rest at the moment.'
  return continues
    ? new ToolFailure(kind, `${done} ${reason} Repeat the call with the same key later.`, {
        ...details,
        continues,
      })
    : new ToolFailure('vendor_refused', `${done} ${reason} ${rest}`)
}
