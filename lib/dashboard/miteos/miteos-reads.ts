import type { LeftReads } from './left-reads'
import { MiteosError } from './miteos-error'
import type { Answer } from './miteos-transport'
import type { Pauses } from './pauses'
import { retrying } from './retry'

interface Parts {
  get: (path: string, signal: AbortSignal) => Promise<Answer>
  requestId: string
  /** Milliseconds for one read, its retries included. */
  timeout: number
  pauses?: Pauses | undefined
  left?: LeftReads | undefined
}

export interface Reads {
  read: <T>(path: string, parse: (text: string) => T) => Promise<{ value: T; headers: Headers }>
  /** Leaves what is under way to whoever asks for the same next. */
  handOver: () => void
}

/** Reads of the API: tried again after a failure that may pass, and not begun before a pause is over. */
export function createReads({ get, requestId, timeout, pauses, left }: Parts): Reads {
  const underWay = new Map<string, Promise<Answer>>()

  async function ask(path: string): Promise<Answer> {
    const signal = AbortSignal.timeout(timeout)
    try {
      return await retrying(() => get(path, signal), { tries: 3, signal })
    } catch (error) {
      if (error instanceof MiteosError && error.retryAfter) pauses?.begin(error.retryAfter)
      throw error
    }
  }

  return {
    async read(path, parse) {
      const retryAfter = pauses?.secondsLeft() ?? 0
      if (retryAfter > 0) {
        throw new MiteosError('rate_limited', { status: 429, retryAfter, requestId })
      }
      const asked = left?.take(path) ?? ask(path)
      underWay.set(path, asked)
      const { text, response } = await asked.finally(() => underWay.delete(path))
      return { value: parse(text), headers: response.headers }
    },
    handOver() {
      for (const [path, asked] of underWay) left?.leave(path, asked)
    },
  }
}
