import { jitter } from '../../core/jitter'

/**
 * A provider is left alone when this many integrations got no definitive answer within `windowMs`,
 * and fewer integrations got one.
 */
const failuresToOpen = 10
const windowMs = 60_000
const firstPauseMs = 30_000
const maxPauseMs = 15 * 60_000

/**
 * Remembers whether a provider answers, so that a provider that fails for many integrations is left
 * alone for a while.
 */
export interface Circuit {
  /**
   * Returns how many integrations may be checked at the same time: none during a pause, one after
   * it, `usual` otherwise.
   */
  limitOf: (usual: number) => number
  /** The end of the pause, in milliseconds since 1970, or `undefined` when the provider is not left alone. */
  pauseEndsAt: () => number | undefined
  /** Records a definitive answer about an integration. Returns whether that ended a pause. */
  answered: (integrationId: string) => boolean
  /** Records that there was no definitive answer about an integration. Returns whether that began a pause. */
  failed: (integrationId: string, retryAfterSeconds?: number) => boolean
}

/**
 * Creates the circuit of one provider. After each pause one check is allowed. When that check fails
 * too, the next pause is twice as long, up to 15 minutes.
 */
export function createCircuit(now: () => number): Circuit {
  /** When each integration last had no definitive answer, and when each last had one. */
  const failures = new Map<string, number>()
  const answers = new Map<string, number>()
  let pause: { lengthMs: number; endsAt: number } | undefined

  /**
   * Removes the times before the window. A map keeps its entries in the order in which they were
   * added.
   */
  function forget(times: Map<string, number>): void {
    for (const [id, at] of times) {
      if (at > now() - windowMs) return
      times.delete(id)
    }
  }

  function note(times: Map<string, number>, id: string): void {
    times.delete(id)
    times.set(id, now())
    forget(failures)
    forget(answers)
  }

  function beginPause(lengthMs: number, retryAfterSeconds: number): void {
    const waitMs = Math.max(jitter(lengthMs), retryAfterSeconds * 1000)
    pause = { lengthMs, endsAt: now() + waitMs }
  }

  return {
    limitOf(usual) {
      if (!pause) return usual
      return pause.endsAt <= now() ? 1 : 0
    },
    pauseEndsAt: () => pause?.endsAt,
    answered(id) {
      failures.delete(id)
      note(answers, id)
      const ended = pause !== undefined
      if (ended) failures.clear()
      pause = undefined
      return ended
    },
    failed(id, retryAfterSeconds = 0) {
      answers.delete(id)
      note(failures, id)
      if (pause) {
        if (pause.endsAt <= now()) {
          beginPause(Math.min(pause.lengthMs * 2, maxPauseMs), retryAfterSeconds)
        } else {
          pause.endsAt = Math.max(pause.endsAt, now() + retryAfterSeconds * 1000)
        }
        return false
      }
      if (failures.size < failuresToOpen || failures.size <= answers.size) return false
      beginPause(firstPauseMs, retryAfterSeconds)
      return true
    },
  }
}
