import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../core/context'

const dayMs = 24 * 60 * 60_000
const sweptAtOnce = 500
const maxSweptBatches = 20

/** Keeps the id of a request of an account that was answered with a problem. A client may send the same id again. */
export async function keepProblemReference(
  db: Database,
  { accountId, requestId, at }: { accountId: string; requestId: string; at: number },
): Promise<void> {
  await db
    .insertInto('problem_references')
    .values({ account_id: accountId, request_id: requestId, at })
    .onConflict((conflict) => conflict.columns(['request_id', 'account_id']).doNothing())
    .execute()
}

/** Deletes a batch of references that were kept before a time. Returns whether there may be more of them. */
async function sweepBatch(db: Database, before: number): Promise<boolean> {
  const old = await db
    .selectFrom('problem_references')
    .select('request_id')
    .where('at', '<', before)
    .orderBy('at')
    .limit(sweptAtOnce)
    .execute()
  if (old.length === 0) return false
  await db
    .deleteFrom('problem_references')
    .where('at', '<', before)
    .where(
      'request_id',
      'in',
      old.map(({ request_id }) => request_id),
    )
    .execute()
  return old.length === sweptAtOnce
}

/** Deletes the references that are older than `activityDays`, in batches. Deletes nothing when that setting is 0. */
export async function sweepProblemReferences({
  storage,
  settings,
  now,
}: Pick<PlatformContext, 'storage' | 'settings' | 'now'>): Promise<void> {
  if (settings.activityDays === 0) return
  const before = now() - settings.activityDays * dayMs
  for (let batch = 0; batch < maxSweptBatches; batch++)
    if (!(await sweepBatch(storage.db, before))) return
}
