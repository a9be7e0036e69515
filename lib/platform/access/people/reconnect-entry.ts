import { environmentSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import type { FoundLink } from './entry-links'
import { actorIn } from './tokens-behind'

/**
 * Finds the reconnect link with a hash, as a link that lets one person into the account as a member. A link without an address
 * is for people of the account, lets nobody in, and is `unknown` here. Returns null when no reconnect link has the hash.
 */
export async function findReconnectEntry(
  db: Database,
  hash: string,
  now: number,
): Promise<FoundLink | null> {
  const row = await db
    .selectFrom('reconnect_links')
    .innerJoin('accounts', 'accounts.id', 'reconnect_links.account_id')
    .select(['accounts.id as accountId', 'accounts.name as accountName', 'environment', 'email'])
    .select(['created_by', 'expires_at', 'claimed_at', 'ended_at'])
    .select('reconnect_links.created_at as createdAt')
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (!row) return null
  const { accountId, accountName, email } = row
  const environment = environmentSchema.safeParse(row.environment)
  const madeBy = actorIn(row.created_by)
  if (email === null || !environment.success || !madeBy) return { outcome: 'unknown' }
  const endedAt = row.claimed_at ?? row.ended_at
  if (endedAt !== null) return { outcome: 'used', at: endedAt }
  if (row.expires_at <= now) return { outcome: 'expired' }
  return {
    outcome: 'open',
    link: {
      kind: 'reconnect_link',
      hash,
      accountId,
      accountName,
      role: 'member',
      environment: environment.data,
      // A link for an integration of the test environment lets nobody into live.
      onlyEnvironment: environment.data === 'live' ? null : environment.data,
      person: null,
      madeBy,
      email,
      createdAt: row.createdAt,
    },
  }
}

/** Records in a transaction who comes in with a reconnect link. Of all calls for one link, one returns true. */
export async function spendReconnectEntry(
  transaction: Database,
  hash: string,
  { personId, now }: { personId: string; now: number },
): Promise<boolean> {
  const { numUpdatedRows } = await transaction
    .updateTable('reconnect_links')
    .set({ claimed_by: personId, claimed_at: now })
    .where('hash', '=', hash)
    .where('email', 'is not', null)
    .where('claimed_by', 'is', null)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}
