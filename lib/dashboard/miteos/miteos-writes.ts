import 'server-only'
import { MiteosError } from './miteos-error'
import type { ApiAnswer, Call } from './miteos-transport'
import { retry } from './retry'

/** A write has this much more time than a read, so that the API's answer about a slow provider still arrives. */
const extraForWritesMs = 5000

interface WriteOptions {
  call: (
    method: Call['method'],
    path: string,
    signal: AbortSignal,
    body?: unknown,
  ) => Promise<ApiAnswer>
  /** The time limit of a read. */
  timeoutMs: number
  /** Called after each write, because the reads that began before it are outdated. */
  forgetUnfinishedReads: (() => void) | undefined
}

interface Writes {
  /** Sends the request exactly once. */
  write: (
    method: 'POST' | 'PATCH',
    path: string,
    body?: unknown,
    timeoutMs?: number,
  ) => Promise<ApiAnswer>
  /** Deletes. Returns the answer, or null when a repetition finds nothing to remove. */
  remove: (path: string) => Promise<ApiAnswer | null>
}

export function createWrites({ call, timeoutMs, forgetUnfinishedReads }: WriteOptions): Writes {
  const writeTimeoutMs = timeoutMs + extraForWritesMs
  return {
    async write(method, path, body, limitMs = writeTimeoutMs) {
      const signal = AbortSignal.timeout(limitMs)
      return call(method, path, signal, body).finally(forgetUnfinishedReads)
    },
    async remove(path) {
      const signal = AbortSignal.timeout(writeTimeoutMs)
      // A 404 after a failed round is success: that round may have removed it.
      const removeOnce = (round: number) =>
        call('DELETE', path, signal).catch((error: unknown) => {
          const isGone = error instanceof MiteosError && error.kind === 'not_found'
          if (round === 1 || !isGone) throw error
          return null
        })
      return retry(removeOnce, { tries: 2, signal }).finally(forgetUnfinishedReads)
    },
  }
}
