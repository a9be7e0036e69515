import { setTimeout as sleep } from 'node:timers/promises'
import { MiteosError } from './miteos-error'

const firstPauseMs = 50

function isTemporary(error: unknown): error is MiteosError {
  if (!(error instanceof MiteosError)) return false
  return error.kind === 'unreachable' || error.kind === 'failed'
}

/**
 * Calls a function, and calls it again after a temporary failure: no connection, or 5xx. The pauses grow and
 * are partly random. Throws `timeout` when the signal is aborted during a pause. Use `retry` only for requests
 * that may be sent twice. `round` counts from 1.
 */
export async function retry<T>(
  call: (round: number) => Promise<T>,
  { tries, signal }: { tries: number; signal: AbortSignal },
): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await call(round)
    } catch (error) {
      if (round === tries || !isTemporary(error) || signal.aborted) throw error
      const pauseMs = firstPauseMs * 2 ** (round - 1) * (0.5 + Math.random())
      await sleep(pauseMs, undefined, { signal }).catch((cause) => {
        throw new MiteosError('timeout', { requestId: error.requestId, cause })
      })
    }
  }
}
