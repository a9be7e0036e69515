import { setImmediate as nextTurn } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { traceOf } from '@/lib/http/log'
import { within } from '@/lib/http/within'
import { actorOf, type Caller } from '../access/caller'
import { type Activity, recordActivity } from '../core/activity'
import type { PlatformContext } from '../core/context'
import { findTarget, idInPath } from './find-target'

const windowMs = 60_000
const mostOfWindow = 60
/** This process remembers for at most this many tokens how much it has recorded. */
const mostRemembered = 10_000
/** `settled` waits at most this long for what is still being written. */
const patienceMs = 1000

/** A request that was answered with a problem. */
export interface RefusedRequest extends Pick<Activity, 'type' | 'outcome' | 'reason'> {
  path: string
  /** Whether clients repeat the request with each of their messages: then a record stands for all of one minute. */
  isOfSeries?: boolean
}

export interface RefusedRequests {
  /**
   * Records that a request was refused or failed. Neither delays the answer nor fails it: the write begins later, and an
   * error goes to the log. For each token, this process records 60 such requests in a minute, and then one record of the
   * type `request.not_recorded` for all others of that minute.
   */
  record: (caller: Caller, request: RefusedRequest) => void
  /** Resolves when everything that was recorded before the call is written, or after a second. */
  settled: () => Promise<void>
}

export function createRefusedRequests({
  storage,
  lateWork,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'lateWork' | 'log' | 'now'>): RefusedRequests {
  const windows = new LRUCache<string, { since: number; count: number }>({ max: mostRemembered })
  const series = new LRUCache<string, number>({ max: mostRemembered })
  const pending = new Set<Promise<void>>()

  /** Returns whether such a request of the token was recorded in the minute before. */
  function isRecorded({ tokenId }: Caller, { type, reason }: RefusedRequest, at: number): boolean {
    const key = `${tokenId} ${type} ${reason}`
    const last = series.get(key)
    if (last !== undefined && at >= last && at < last + windowMs) return true
    series.set(key, at)
    return false
  }

  /** Counts a request, and returns its number in the minute of the token. */
  function countRequest({ tokenId }: Caller, at: number): number {
    const known = windows.get(tokenId)
    const isOver = !known || at >= known.since + windowMs || at < known.since
    const window = isOver ? { since: at, count: 1 } : { ...known, count: known.count + 1 }
    windows.set(tokenId, window)
    return window.count
  }

  async function write(
    caller: Caller,
    { path, isOfSeries: _, ...request }: RefusedRequest,
    at: number,
  ) {
    await nextTurn()
    try {
      const target = await findTarget(storage.db, caller, path)
      const named = idInPath(path)
      await recordActivity(storage.db, {
        accountId: caller.accountId,
        environment: caller.environment,
        at,
        actor: actorOf(caller),
        target,
        integrationId: named?.noun === 'integrations' ? named.id : undefined,
        ...request,
      })
    } catch (error) {
      const fields = { token_id: caller.tokenId, ...traceOf(error) }
      log.warn(fields, 'a refused request could not be recorded')
    }
  }

  return {
    record(caller, request) {
      const at = now()
      if (request.isOfSeries && isRecorded(caller, request, at)) return
      const number = countRequest(caller, at)
      if (number > mostOfWindow + 1) return
      const summary = { type: 'request.not_recorded', outcome: 'refused', path: '' } as const
      const written = write(caller, number > mostOfWindow ? summary : request, at)
      const work = written.finally(() => pending.delete(work))
      pending.add(work)
      lateWork.add(work)
    },
    async settled() {
      await within(Promise.all(pending), patienceMs, undefined)
    },
  }
}
