import { setImmediate as nextTurn } from 'node:timers/promises'
import { LRUCache } from 'lru-cache'
import { traceOf } from '@/lib/http/log'
import { within } from '@/lib/http/within'
import { actorOf, type Caller } from '../access/caller'
import { type Activity, recordActivity } from '../core/activity'
import type { PlatformContext } from '../core/context'
import { createMinuteCounts } from '../core/minute-counts'
import { findTarget, idInPath } from './find-target'
import { keepProblemReference } from './problem-references'

const windowMs = 60_000
const maxRequestsOfWindow = 60
/** This process remembers for at most this many tokens how much it has recorded. */
const maxRememberedTokens = 10_000
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
  /**
   * Keeps the id of a request that was answered with a problem, so that support staff find the account by it. For each token, this
   * process keeps 60 such ids in a minute. Like `record`, it neither delays nor fails the answer.
   */
  refer: (caller: Caller, requestId: string) => void
  /** Resolves when everything that was recorded before the call is written, or after a second. */
  settled: () => Promise<void>
}

export function createRefusedRequests({
  storage,
  lateWork,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'lateWork' | 'log' | 'now'>): RefusedRequests {
  const counts = createMinuteCounts(maxRememberedTokens)
  const series = new LRUCache<string, number>({ max: maxRememberedTokens })
  const pending = new Set<Promise<void>>()

  /** Returns whether such a request of the token was recorded in the minute before. */
  function isRecorded({ tokenId }: Caller, { type, reason }: RefusedRequest, at: number): boolean {
    const key = `${tokenId} ${type} ${reason}`
    const last = series.get(key)
    if (last !== undefined && at >= last && at < last + windowMs) return true
    series.set(key, at)
    return false
  }

  async function write({ tokenId }: Caller, work: () => Promise<void>) {
    await nextTurn()
    try {
      await work()
    } catch (error) {
      const fields = { token_id: tokenId, ...traceOf(error) }
      log.warn(fields, 'a refused request could not be recorded')
    }
  }

  /** Does the work later. `settled` waits for it. */
  function writeLater(caller: Caller, work: () => Promise<void>) {
    const written = write(caller, work).finally(() => pending.delete(written))
    pending.add(written)
    lateWork.add(written)
  }

  async function writeRequest(
    caller: Caller,
    { path, isOfSeries: _, ...request }: RefusedRequest,
    at: number,
  ) {
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
  }

  return {
    record(caller, request) {
      const at = now()
      if (request.isOfSeries && isRecorded(caller, request, at)) return
      const number = counts.count(caller.tokenId, at)
      if (number > maxRequestsOfWindow + 1) return
      const summary = { type: 'request.not_recorded', outcome: 'refused', path: '' } as const
      writeLater(caller, () =>
        writeRequest(caller, number > maxRequestsOfWindow ? summary : request, at),
      )
    },
    refer(caller, requestId) {
      const at = now()
      if (counts.count(`${caller.tokenId} reference`, at) > maxRequestsOfWindow) return
      const { accountId } = caller
      writeLater(caller, () => keepProblemReference(storage.db, { accountId, requestId, at }))
    },
    async settled() {
      await within(Promise.all(pending), patienceMs, undefined)
    },
  }
}
