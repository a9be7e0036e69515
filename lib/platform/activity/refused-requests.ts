import { setImmediate as nextTurn } from 'node:timers/promises'
import { traceOf } from '@/lib/http/log'
import { within } from '@/lib/http/within'
import { actorOf, type Caller } from '../access/caller'
import { type Activity, recordActivity } from '../core/activity'
import type { PlatformContext } from '../core/context'
import { createMinuteCounts } from '../core/minute-counts'
import { findTarget, idInPath } from './find-target'

const mostOfWindow = 60
/** This process remembers for at most this many tokens how much it has recorded. */
const mostRemembered = 10_000
/** `settled` waits at most this long for what is still being written. */
const patienceMs = 1000

/** A request that was answered with a problem. */
export interface RefusedRequest extends Pick<Activity, 'type' | 'outcome' | 'reason'> {
  path: string
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
  const counts = createMinuteCounts(mostRemembered)
  const pending = new Set<Promise<void>>()

  async function write(caller: Caller, { path, ...request }: RefusedRequest, at: number) {
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
      const number = counts.count(caller.tokenId, at)
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
