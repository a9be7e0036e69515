import type { Database } from '@/lib/storage/database'

/**
 * Revokes every token that a person has in an account: those of their sessions and the API tokens that they created.
 * Every process refuses them from the next request on.
 */
export async function endTokensOf(
  db: Database,
  { person_id, account_id }: { person_id: string; account_id: string },
  at: number,
): Promise<void> {
  await db
    .updateTable('tokens')
    .set({ revoked_at: at })
    .where('person_id', '=', person_id)
    .where('account_id', '=', account_id)
    .where('revoked_at', 'is', null)
    .execute()
}
