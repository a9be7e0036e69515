import { MiteosError } from './miteos-error'
import type { ApiAnswer } from './miteos-transport'
import type { RateLimitWait } from './rate-limit-waits'
import { retry } from './retry'
import type { UnfinishedReads } from './unfinished-reads'

interface Parts {
  get: (path: string, signal: AbortSignal) => Promise<ApiAnswer>
  requestId: string
  /** The time limit for one read, including its retries. */
  timeoutMs: number
  rateLimitWait?: RateLimitWait | undefined
  unfinishedReads?: UnfinishedReads | undefined
}

export interface Reads {
  /**
   * Reads the answer at a path and parses its text.
   *
   * @throws {MiteosError} when the API gives no usable answer, and `rate_limited` without a call before the end of a
   *   rate limit
   */
  read: <T>(path: string, parse: (text: string) => T) => Promise<{ value: T; headers: Headers }>
  /** Keeps the running reads for the next request of the same session for the same path. */
  keepUnfinished: () => void
}

/**
 * Creates the reads of one API client. A read tries again after a temporary failure, and sends nothing before
 * the end of a rate limit.
 */
export function createReads({
  get,
  requestId,
  timeoutMs,
  rateLimitWait,
  unfinishedReads,
}: Parts): Reads {
  const running = new Map<string, Promise<ApiAnswer>>()

  async function readFromApi(path: string): Promise<ApiAnswer> {
    const signal = AbortSignal.timeout(timeoutMs)
    try {
      return await retry(() => get(path, signal), { tries: 3, signal })
    } catch (error) {
      if (error instanceof MiteosError && error.retryAfterSeconds)
        rateLimitWait?.begin(error.retryAfterSeconds)
      throw error
    }
  }

  return {
    async read(path, parse) {
      const retryAfterSeconds = rateLimitWait?.secondsLeft() ?? 0
      if (retryAfterSeconds > 0) {
        throw new MiteosError('rate_limited', { status: 429, retryAfterSeconds, requestId })
      }
      const answer = unfinishedReads?.take(path) ?? readFromApi(path)
      running.set(path, answer)
      const { text, response } = await answer.finally(() => running.delete(path))
      return { value: parse(text), headers: response.headers }
    },
    keepUnfinished() {
      for (const [path, answer] of running) unfinishedReads?.keep(path, answer)
    },
  }
}
