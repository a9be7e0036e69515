import type { ConnectAttempt } from '@/lib/contract/api/connect-attempt'
import { traceOf } from '@/lib/http/log'
import { type Caller, requireRight } from '../access/caller'
import { unknownId } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { type Page, type PageRequest, pageOf } from '../core/pages'
import { createRowIsolation } from '../core/row-isolation'
import {
  type ConnectAttemptRow,
  type ConnectAttemptStepRow,
  presentConnectAttempt,
} from './connect-attempt-row'

/** Which page of the list to return. With `reference`, only the attempts that have this reference are listed. */
interface AttemptQuery extends PageRequest {
  reference?: string | undefined
}

export interface ConnectAttemptList {
  /** Returns one page of the attempts of the caller's account and environment, newest first. */
  list: (caller: Caller, query: AttemptQuery) => Promise<Page<ConnectAttempt>>
  /** Returns one attempt. Throws `not_found` when there is none with this id, or when it cannot be read. */
  get: (caller: Caller, id: string) => Promise<ConnectAttempt>
}

export function createConnectAttemptList({
  storage: { db },
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'>): ConnectAttemptList {
  const rowIsolation = createRowIsolation(log)

  const selectOf = ({ accountId, environment }: Caller) =>
    db
      .selectFrom('connect_attempts')
      .selectAll()
      .where('account_id', '=', accountId)
      .where('environment', '=', environment)

  const idsWith = ({ accountId, environment }: Caller, reference: string) =>
    db
      .selectFrom('connect_attempt_references')
      .select('attempt_id')
      .where('account_id', '=', accountId)
      .where('environment', '=', environment)
      .where('reference', '=', reference)

  /** Returns the steps of all these attempts. The steps of one attempt are in their order. */
  async function stepsOf(rows: readonly ConnectAttemptRow[]): Promise<ConnectAttemptStepRow[]> {
    const ids = rows.map(({ id }) => id)
    if (ids.length === 0) return []
    return db
      .selectFrom('connect_attempt_steps')
      .selectAll()
      .where('attempt_id', 'in', ids)
      .orderBy('position')
      .execute()
  }

  /** Returns the attempts in these rows. Leaves out an attempt that cannot be read, and alarms the operator. */
  async function present(rows: readonly ConnectAttemptRow[]): Promise<ConnectAttempt[]> {
    const steps = await stepsOf(rows)
    return rows.flatMap((row) => {
      const own = steps.filter(({ attempt_id }) => attempt_id === row.id)
      try {
        return presentConnectAttempt(row, own, now())
      } catch (error) {
        const fields = { attempt: row.id, ...traceOf(error) }
        rowIsolation.alarmOnce(row.id, fields, 'the record of an attempt cannot be read')
        return []
      }
    })
  }

  return {
    async list(caller, { reference, ...page }) {
      requireRight(caller, 'view_attempts')
      const { cursor } = page
      let query = selectOf(caller)
        .orderBy('id', 'desc')
        .limit(page.limit + 1)
      if (cursor !== undefined) query = query.where('id', '<', cursor)
      if (reference !== undefined) query = query.where('id', 'in', idsWith(caller, reference))
      const { items, nextCursor } = pageOf(await query.execute(), page)
      return { items: await present(items), nextCursor }
    },
    async get(caller, id) {
      requireRight(caller, 'view_attempts')
      const [attempt] = await present(await selectOf(caller).where('id', '=', id).execute())
      if (!attempt) throw unknownId('connect attempt')
      return attempt
    },
  }
}
