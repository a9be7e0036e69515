import type { Actor } from '@/lib/contract/api/actor'
import { hasRightsOf, roleMay } from '@/lib/contract/api/permissions'
import { type Role, roleSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import { signInLink } from '../system-actors'
import { findOwner } from '../token-owner'
import { actorsIn } from './tokens-behind'

/** Returns whether a role may let somebody in with another role. */
function mayGive(stored: string | undefined, role: Role): boolean {
  const own = roleSchema.safeParse(stored)
  return own.success && roleMay(own.data, 'manage_people') && hasRightsOf(own.data, role)
}

async function tokenMayGive(
  db: Database,
  id: string,
  { accountId, role, now }: { accountId: string; role: Role; now: number },
): Promise<boolean> {
  const token = await db
    .selectFrom('tokens')
    .select(['role', 'person_id', 'created_by', 'revoked_at', 'expires_at'])
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!token || !mayGive(token.role, role)) return false
  // The token of a session that began with a link ends with the session, and what the person did then still holds.
  const [creator] = actorsIn(`[${token.created_by ?? ''}]`)
  if (creator?.kind === signInLink.kind && creator.id === signInLink.id) return true
  const hasEnded = token.revoked_at !== null || (token.expires_at ?? now + 1) <= now
  if (hasEnded) return false
  if (token.person_id === null) return true
  return mayGive((await findOwner(db, token.person_id, accountId))?.role, role)
}

/**
 * Returns whether the maker of a link still has the rights that the link gives. Otherwise somebody who was removed, or lost a
 * role, could come back with a link of before.
 */
export async function makerMayStillGive(
  db: Database,
  { id, kind }: Actor,
  given: { accountId: string; role: Role; now: number },
): Promise<boolean> {
  if (kind === 'system') return true
  if (kind === 'token') return tokenMayGive(db, id, given)
  return kind === 'person' && mayGive((await findOwner(db, id, given.accountId))?.role, given.role)
}
