import type { Database } from '@/lib/storage/database'

const sweptAtOnce = 500

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
export async function sweepProblemReferences(db: Database, before: number): Promise<boolean> {
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
