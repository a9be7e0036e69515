import type { Database } from '@/lib/storage/database'
import type { Caller } from '../access/caller'

/** Returns the id of the approval that a call has asked for. It is made from the id of the call, whose record leads to it so. */
export function approvalIdOf(callId: string): string {
  return callId.replace(/^call_/, 'apr_')
}

/** Returns the ids of those approvals of the caller's account and environment that can still be decided. */
export async function findPendingApprovals(
  db: Database,
  { accountId, environment }: Pick<Caller, 'accountId' | 'environment'>,
  ids: readonly string[],
  now: number,
): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set()
  const rows = await db
    .selectFrom('approvals')
    .select('id')
    .where('id', 'in', ids)
    .where('account_id', '=', accountId)
    .where('environment', '=', environment)
    .where('decision', 'is', null)
    .where('expires_at', '>', now)
    .execute()
  return new Set(rows.map(({ id }) => id))
}
