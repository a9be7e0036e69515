import { type Check, type CheckCause, checkSchema } from '@/lib/contract/api/check'
import { traceOf } from '@/lib/http/log'
import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../../core/context'
import { newId } from '../../core/new-id'
import type { RowReference } from '../../grants/integration-row'
import type { ObservedCall } from './observed-client'

/** How many checks are kept of each integration: the newest ones. */
const maxChecks = 50

/** What is known of a check before its outcome. */
export interface RunningCheck {
  cause: CheckCause
  /** Milliseconds since 1970. */
  startedAt: number
  /** Returns the last call to the provider, or `undefined` when there was none. */
  lastCall: () => ObservedCall | undefined
}

/**
 * Records a check of an integration, and deletes all but its last 50 checks. Call it in the
 * transaction that writes the result of the check.
 */
export async function recordCheck(
  { now }: Pick<PlatformContext, 'now'>,
  db: Database,
  integration: RowReference,
  { cause, startedAt, lastCall }: RunningCheck,
  { outcome, status }: Pick<Check, 'outcome' | 'status'>,
): Promise<void> {
  const call = lastCall()
  await db
    .insertInto('checks')
    .values({
      id: newId('chk'),
      account_id: integration.account_id,
      integration_id: integration.id,
      at: startedAt,
      outcome,
      cause,
      asked: call?.asked ?? null,
      answered: call?.answered ?? null,
      took_ms: Math.max(0, now() - startedAt),
      status,
    })
    .execute()
  await db
    .deleteFrom('checks')
    .where('integration_id', '=', integration.id)
    .where('id', '<=', (select) =>
      select
        .selectFrom('checks')
        .select('id')
        .where('integration_id', '=', integration.id)
        .orderBy('id', 'desc')
        .limit(1)
        .offset(maxChecks),
    )
    .execute()
}

/**
 * Returns the last 50 checks of an integration, newest first. Leaves out a damaged row, and raises
 * an operator alarm.
 */
export async function listChecks(
  { storage, log }: Pick<PlatformContext, 'storage' | 'log'>,
  integration: RowReference,
): Promise<Check[]> {
  const rows = await storage.db
    .selectFrom('checks')
    .select(['id', 'at', 'outcome', 'cause', 'asked', 'answered', 'took_ms', 'status'])
    .where('account_id', '=', integration.account_id)
    .where('integration_id', '=', integration.id)
    .orderBy('id', 'desc')
    .limit(maxChecks)
    .execute()
  return rows.flatMap(({ id, ...row }) => {
    try {
      return checkSchema.parse({ ...row, at: new Date(row.at).toISOString() })
    } catch (error) {
      const fields = { integration: integration.id, check: id, ...traceOf(error) }
      log.error(fields, 'operator alarm: a check of an integration is damaged')
      return []
    }
  })
}
