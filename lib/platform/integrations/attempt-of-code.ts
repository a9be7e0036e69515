import type { ConnectStep } from '@/lib/contract/api/connect-attempt'
import type { Database } from '@/lib/storage/database'
import type { Caller } from '../access/caller'
import type { ReachedStep } from '../attempts/attempt-steps'
import type { OwnAttempt } from '../attempts/own-attempt'
import { ApiProblem, unexpectedDetail } from '../core/api-problem'
import { servedRequestId } from '../core/request-log'
import type { ConnectContext } from './connect-order'

/**
 * The connect attempt whose code a request redeems. The steps of the request are kept in memory and recorded when the
 * request ends, so that no step waits for the record of another.
 */
export interface AttemptOfCode {
  /**
   * Does the work of a step and returns its result. If the work throws, the attempt counts as
   * failed at this step.
   */
  during: <Done>(step: ConnectStep, work: () => Promise<Done>) => Promise<Done>
  /**
   * Records that the attempt ended with this integration. Call it in the transaction that writes
   * the integration.
   */
  connected: (db: Database, integrationId: string) => Promise<void>
  /**
   * Records why the request was refused. When it was refused before the first step, only the id of
   * the request is stored, as a reference. Never throws.
   */
  refused: (error: unknown) => Promise<void>
}

/**
 * Returns the connect attempt of a code. Without a code, or when the caller's account and environment have no such
 * attempt, nothing is recorded.
 */
export function attemptOfCode(
  { codes, connectAttempts, now }: ConnectContext,
  { accountId, environment }: Caller,
  code: string | undefined,
): AttemptOfCode {
  const reached: ReachedStep[] = []
  let current: ConnectStep | null = null

  async function find(db?: Database): Promise<OwnAttempt | null> {
    if (code === undefined) return null
    const id = await codes.findAttemptId(code, { accountId, environment }, db)
    return id === null ? null : { id, accountId, environment }
  }

  return {
    async during(step, work) {
      current = step
      const done = await work()
      reached.push({ step, at: now() })
      return done
    },
    async connected(db, integrationId) {
      const attempt = await find(db)
      if (!attempt) return
      const steps: ReachedStep[] = [...reached, { step: 'connected', at: now() }]
      await connectAttempts.record(attempt, { steps, integrationId }, db)
    },
    async refused(error) {
      if (code === undefined) return
      await connectAttempts.aside(async () => {
        const attempt = await find()
        if (!attempt) return
        if (current === null) return connectAttempts.refer(attempt, servedRequestId())
        const reason = error instanceof ApiProblem ? error.detail : unexpectedDetail
        await connectAttempts.fail(attempt, { reached, step: current, outcome: 'failed', reason })
      })
    },
  }
}
