import type { Actor } from '@/lib/contract/api/actor'
import { hasRightsOf, roleMay } from '@/lib/contract/api/permissions'
import { type Role, roleSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import { signInLink } from '../system-actors'
import { findOwner } from '../token-owner'
import type { EntryLink } from './entry-links'
import { actorIn } from './tokens-behind'

/** What a link gives to whoever comes in with it. */
interface Given {
  kind: EntryLink['kind']
  accountId: string
  role: Role
  /** The only environment in which somebody may work whom the link lets in. Null for both. */
  reach: string | null
}

/**
 * Returns whether a role may let somebody in with another role. Every role may make a reconnect link, which lets somebody in as
 * a member and never as more.
 */
function mayGive(stored: string | undefined, { kind, role }: Given): boolean {
  const own = roleSchema.safeParse(stored)
  if (!own.success) return false
  if (kind === 'reconnect_link')
    return roleMay(own.data, 'make_reconnect_links') && role === 'member'
  return roleMay(own.data, 'manage_people') && hasRightsOf(own.data, role)
}

/** Returns whether somebody who may let people into one environment only, or into both, may let them in so far. */
function isWithin(limit: string | null, { reach }: Given): boolean {
  return limit === null || limit === reach
}

async function personMayGive(db: Database, id: string, given: Given): Promise<boolean> {
  const owner = await findOwner(db, id, given.accountId)
  return owner !== undefined && mayGive(owner.role, given) && isWithin(owner.onlyEnvironment, given)
}

async function tokenMayGive(
  db: Database,
  id: string,
  given: Given & { now: number },
): Promise<boolean> {
  const { accountId, now } = given
  const token = await db
    .selectFrom('tokens')
    .select(['role', 'environment', 'person_id', 'created_by', 'revoked_at', 'expires_at'])
    .where('id', '=', id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!token || !mayGive(token.role, given)) return false
  if (!isWithin(token.environment === 'live' ? null : token.environment, given)) return false
  // The token of a session that began with a link ends with the session, and what the person did then still holds.
  const creator = actorIn(token.created_by)
  if (creator?.kind === signInLink.kind && creator.id === signInLink.id) return true
  const hasEnded = token.revoked_at !== null || (token.expires_at ?? now + 1) <= now
  if (hasEnded) return false
  if (token.person_id === null) return true
  return personMayGive(db, token.person_id, given)
}

/**
 * Returns whether the maker of a link still has the rights that the link gives. Otherwise somebody who was removed, or lost a
 * role, could come back with a link of before.
 */
export async function makerMayStillGive(
  db: Database,
  { id, kind }: Actor,
  given: Given & { now: number },
): Promise<boolean> {
  if (kind === 'system') return true
  if (kind === 'token') return tokenMayGive(db, id, given)
  return kind === 'person' && personMayGive(db, id, given)
}
