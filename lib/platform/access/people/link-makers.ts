import type { Actor } from '@/lib/contract/api/actor'
import { hasRightsOf, roleMay } from '@/lib/contract/api/permissions'
import { type Role, roleSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import { signInLink } from '../system-actors'
import { findOwner } from '../token-owner'
import type { EntryLink } from './entry-links'
import { actorIn } from './tokens-behind'

/** The rights that a link gives to the person who comes in with it. */
interface LinkRights {
  kind: EntryLink['kind']
  accountId: string
  role: Role
  /** The only environment in which the person may then work. Null for both. */
  reach: string | null
}

/**
 * Returns whether a maker with the stored role may make a link with these rights. A reconnect link lets people in as members
 * only, so it needs less than other links.
 */
function mayGive(stored: string | undefined, { kind, role }: LinkRights): boolean {
  const own = roleSchema.safeParse(stored)
  if (!own.success) return false
  if (kind === 'reconnect_link')
    return roleMay(own.data, 'make_reconnect_links') && role === 'member'
  return roleMay(own.data, 'manage_people') && hasRightsOf(own.data, role)
}

/** Returns whether a maker who may let people into the environment `limit` only, or into both if it is null, may make the link. */
function isWithin(limit: string | null, { reach }: LinkRights): boolean {
  return limit === null || limit === reach
}

async function personMayGive(db: Database, id: string, given: LinkRights): Promise<boolean> {
  const owner = await findOwner(db, id, given.accountId)
  return owner !== undefined && mayGive(owner.role, given) && isWithin(owner.onlyEnvironment, given)
}

async function tokenMayGive(
  db: Database,
  id: string,
  given: LinkRights & { now: number },
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
  // The token of a session that began with a sign-in link ends with the session, and the links made in it stay valid.
  const creator = actorIn(token.created_by)
  if (creator?.kind === signInLink.kind && creator.id === signInLink.id) return true
  const hasEnded = token.revoked_at !== null || (token.expires_at ?? now + 1) <= now
  if (hasEnded) return false
  if (token.person_id === null) return true
  return personMayGive(db, token.person_id, given)
}

/**
 * Returns whether the maker of a link still has the rights that the link gives. Otherwise a person who was removed, or lost a
 * role, could come back with a link that they made before.
 */
export async function makerMayStillGive(
  db: Database,
  { id, kind }: Actor,
  given: LinkRights & { now: number },
): Promise<boolean> {
  if (kind === 'system') return true
  if (kind === 'token') return tokenMayGive(db, id, given)
  return kind === 'person' && personMayGive(db, id, given)
}
