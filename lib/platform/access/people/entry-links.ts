import { z } from 'zod'
import type { Actor } from '@/lib/contract/api/actor'
import { type Environment, environmentSchema, type Role, roleSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import { hashSecret } from '@/lib/storage/secret-hash'
import { signInLink } from '../system-actors'
import { makerMayStillGive } from './link-makers'
import { findReconnectEntry, spendReconnectEntry } from './reconnect-entry'
import { actorIn } from './tokens-behind'

/**
 * A link that lets in a person who has no way to sign in: a sign-in link, an invitation, which may also be a new link for a
 * person of the account, or a reconnect link.
 */
export interface EntryLink {
  kind: 'sign_in_link' | 'invitation' | 'reconnect_link'
  /** The hash of the secret in the link. */
  hash: string
  accountId: string
  accountName: string
  /** The role of a person who joins with the link. */
  role: Role
  /** The environment in which a person who joins begins. */
  environment: Environment
  /** The only environment in which a person who joins may work. Null for both. */
  onlyEnvironment: string | null
  /** The person whom the link signs in. Null when a new person joins. */
  person: { id: string; name: string } | null
  /** Who made the link. */
  madeBy: Actor
  email: string | null
  /** When the link was made, in milliseconds since 1970. */
  createdAt: number
}

/** A link, or why it cannot be used. */
export type FoundLink =
  | { outcome: 'open'; link: EntryLink }
  /**
   * The link was used, withdrawn or replaced at the time `at`, in milliseconds since 1970. `at` is 0 when the maker of the link
   * has lost the right to make it. `by` is the person who has used it, null when nobody has. Absent when that is not known.
   */
  | { outcome: 'used'; at: number; by?: string | null }
  | { outcome: 'expired' | 'unknown' }

/** The roles and environments that this version knows. A link with another one is `unknown` here. */
const knownSchema = z.object({ role: roleSchema, environment: environmentSchema })

/** Returns why a link cannot be used, or null when it can. */
function refusalOf(endedAt: number | null, expiresAt: number, now: number) {
  if (endedAt !== null) return { outcome: 'used' as const, at: endedAt }
  return expiresAt <= now ? { outcome: 'expired' as const } : null
}

async function findSignInLink(db: Database, hash: string, now: number): Promise<FoundLink | null> {
  const row = await db
    .selectFrom('sign_in_links')
    .innerJoin('accounts', 'accounts.id', 'sign_in_links.account_id')
    .select(['accounts.id as accountId', 'accounts.name as accountName'])
    .select(['spent_at', 'expires_at', 'sign_in_links.created_at as createdAt'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (!row) return null
  const { accountId, accountName } = row
  return (
    refusalOf(row.spent_at, row.expires_at, now) ?? {
      outcome: 'open',
      link: {
        kind: 'sign_in_link',
        hash,
        accountId,
        accountName,
        role: 'admin',
        environment: 'test',
        onlyEnvironment: null,
        person: null,
        madeBy: signInLink,
        email: null,
        createdAt: row.createdAt,
      },
    }
  )
}

async function findInvitation(db: Database, hash: string, now: number): Promise<FoundLink | null> {
  const row = await db
    .selectFrom('invitations')
    .innerJoin('accounts', 'accounts.id', 'invitations.account_id')
    .leftJoin('people', 'people.id', 'invitations.person_id')
    .select(['accounts.id as accountId', 'accounts.name as accountName', 'invitations.created_by'])
    .select(['people.id as personId', 'people.name as personName', 'invitations.email'])
    .select(['role', 'environment', 'only_environment', 'ended_at', 'expires_at'])
    .select(['invitations.created_at as createdAt', 'accepted_by'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (!row) return null
  const { accountId, accountName, personId, personName, email } = row
  const known = knownSchema.safeParse(row)
  const madeBy = actorIn(row.created_by)
  if (!known.success || !madeBy) return { outcome: 'unknown' }
  if (row.ended_at !== null) return { outcome: 'used', at: row.ended_at, by: row.accepted_by }
  return (
    refusalOf(null, row.expires_at, now) ?? {
      outcome: 'open',
      link: {
        kind: 'invitation',
        hash,
        accountId,
        accountName,
        ...known.data,
        onlyEnvironment: row.only_environment,
        person: personId === null ? null : { id: personId, name: personName ?? '' },
        madeBy,
        email,
        createdAt: row.createdAt,
      },
    }
  )
}

/** Returns the only environment in which a person who comes in with the link may work, or null for both. */
async function reachOf(db: Database, { person, accountId, onlyEnvironment }: EntryLink) {
  if (!person) return onlyEnvironment
  const membership = await db
    .selectFrom('memberships')
    .select('only_environment')
    .where('person_id', '=', person.id)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return membership?.only_environment ?? null
}

/** Finds the link with a secret, without using it up. */
export async function findEntryLink(db: Database, secret: string, now: number): Promise<FoundLink> {
  const hash = hashSecret(secret)
  const found =
    (await findSignInLink(db, hash, now)) ??
    (await findInvitation(db, hash, now)) ??
    (await findReconnectEntry(db, hash, now))
  if (found?.outcome !== 'open') return found ?? { outcome: 'unknown' }
  const { link } = found
  const isValid = await makerMayStillGive(db, link.madeBy, {
    ...link,
    reach: await reachOf(db, link),
    now,
  })
  return isValid ? found : { outcome: 'used', at: 0 }
}

/**
 * Uses up a link in a transaction. Of all calls for one link, one returns true. Returns false also when the maker of the link has
 * lost the right to make it.
 */
export async function spendEntryLink(
  transaction: Database,
  link: EntryLink,
  { personId, now }: { personId: string; now: number },
): Promise<boolean> {
  const reach = await reachOf(transaction, link)
  if (!(await makerMayStillGive(transaction, link.madeBy, { ...link, reach, now }))) return false
  const { kind, hash } = link
  if (kind === 'reconnect_link') return spendReconnectEntry(transaction, hash, { personId, now })
  const { numUpdatedRows } = await (kind === 'invitation'
    ? transaction
        .updateTable('invitations')
        .set({ ended_at: now, accepted_by: personId })
        .where('hash', '=', hash)
        .where('ended_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst()
    : transaction
        .updateTable('sign_in_links')
        .set({ spent_at: now })
        .where('hash', '=', hash)
        .where('spent_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst())
  return numUpdatedRows === 1n
}
