import type { Database } from '@/lib/storage/database'

/** A link that lets nobody in any more, as the activity names it. */
export interface SpentLink {
  accountId: string
  environment: string
  type: 'person.join' | 'session.begin'
  target: { id: string; name: string }
  reason: 'link_used' | 'link_withdrawn' | 'link_expired' | 'link_without_right'
}

/** Returns why a link lets nobody in. A link that is open lets nobody in when its maker has lost the right to make it. */
function reasonOf(
  { usedAt, endedAt, expiresAt }: { usedAt: unknown; endedAt: unknown; expiresAt: number },
  now: number,
): SpentLink['reason'] {
  if (usedAt !== null) return 'link_used'
  if (endedAt !== null) return 'link_withdrawn'
  return expiresAt <= now ? 'link_expired' : 'link_without_right'
}

async function findSignInLink(db: Database, hash: string, now: number): Promise<SpentLink | null> {
  const row = await db
    .selectFrom('sign_in_links')
    .innerJoin('accounts', 'accounts.id', 'sign_in_links.account_id')
    .select(['accounts.id', 'accounts.name', 'spent_at as usedAt', 'expires_at as expiresAt'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (!row) return null
  const { id, name } = row
  const reason = reasonOf({ ...row, endedAt: null }, now)
  return { accountId: id, environment: 'test', type: 'session.begin', target: { id, name }, reason }
}

async function findInvitation(db: Database, hash: string, now: number): Promise<SpentLink | null> {
  const row = await db
    .selectFrom('invitations')
    .leftJoin('people', 'people.id', 'invitations.person_id')
    .select(['invitations.id', 'account_id as accountId', 'environment', 'role', 'email'])
    .select(['people.id as personId', 'people.name as personName'])
    .select(['accepted_by as usedAt', 'ended_at as endedAt', 'expires_at as expiresAt'])
    .where('hash', '=', hash)
    .executeTakeFirst()
  if (!row) return null
  const { id, accountId, environment, personId, personName, email, role } = row
  const target =
    personId === null
      ? { id, name: email ?? `somebody as ${role}` }
      : { id: personId, name: personName ?? '' }
  return { accountId, environment, type: 'person.join', target, reason: reasonOf(row, now) }
}

async function findReconnectLink(
  db: Database,
  hash: string,
  now: number,
): Promise<SpentLink | null> {
  const row = await db
    .selectFrom('reconnect_links')
    .select(['id', 'account_id as accountId', 'environment', 'email'])
    .select(['claimed_at as usedAt', 'ended_at as endedAt', 'expires_at as expiresAt'])
    .where('hash', '=', hash)
    .where('email', 'is not', null)
    .executeTakeFirst()
  if (!row) return null
  const { id, accountId, environment, email } = row
  const target = { id, name: email ?? '' }
  return { accountId, environment, type: 'person.join', target, reason: reasonOf(row, now) }
}

/** Finds a link that lets nobody in any more, and why. Returns null when no link that lets people in has the hash. */
export async function findSpentLink(
  db: Database,
  hash: string,
  now: number,
): Promise<SpentLink | null> {
  return (
    (await findSignInLink(db, hash, now)) ??
    (await findInvitation(db, hash, now)) ??
    (await findReconnectLink(db, hash, now))
  )
}
