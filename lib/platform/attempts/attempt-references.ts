import type { Database } from '@/lib/storage/database'
import type { OwnAttempt } from './own-attempt'

/**
 * The number of references that one attempt may have. Without a limit, repeated requests would fill the store. Refused
 * requests may use only the first half, so that the second half is left for requests in which a step happened.
 */
const maxReferences = { refused: 50, ofSteps: 100 }

/** Adds references by which an attempt can be found. Those beyond the limit are not kept. */
export async function addReferences(
  db: Database,
  { id, accountId, environment }: OwnAttempt,
  references: readonly string[],
  kind: keyof typeof maxReferences = 'ofSteps',
): Promise<void> {
  const { kept } = await db
    .selectFrom('connect_attempt_references')
    .select(({ fn }) => fn.countAll<number>().as('kept'))
    .where('attempt_id', '=', id)
    .executeTakeFirstOrThrow()
  const rows = references
    .slice(0, Math.max(0, maxReferences[kind] - Number(kept)))
    .map((reference) => ({
      account_id: accountId,
      environment,
      reference,
      attempt_id: id,
    }))
  if (rows.length === 0) return
  await db
    .insertInto('connect_attempt_references')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
