import type { Database } from '@/lib/storage/database'
import { cancelMails } from '../../mail/mail-queue'
import { endTokensOf } from './end-tokens'
import { endPersonLinks } from './person-links'

interface Member {
  personId: string
  accountId: string
}

/** Cancels the mails with reconnect links that somebody sent to the address of a member, in a transaction. */
async function cancelLinksTo(db: Database, { personId, accountId }: Member): Promise<void> {
  const links = await db
    .selectFrom('reconnect_links')
    .innerJoin('memberships', 'memberships.account_id', 'reconnect_links.account_id')
    .select('reconnect_links.id')
    .where('memberships.person_id', '=', personId)
    .where('memberships.account_id', '=', accountId)
    .where('reconnect_links.ended_at', 'is', null)
    .where(({ eb, fn }) =>
      eb(fn('lower', ['memberships.email']), '=', fn('lower', ['reconnect_links.email'])),
    )
    .execute()
  for (const { id } of links) await cancelMails(db, { accountId, about: id })
}

/**
 * Ends the membership of a person in a transaction. Their sessions in the account and the API tokens that they created are
 * refused from the next request on, and so are their links for this account and the passkeys that are for this account only.
 * Mails about them or to them that wait are not sent.
 */
export async function endMembership(
  db: Database,
  { personId, accountId }: Member,
  at: number,
): Promise<void> {
  await cancelLinksTo(db, { personId, accountId })
  await db
    .deleteFrom('memberships')
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .execute()
  await endTokensOf(db, { person_id: personId, account_id: accountId }, at)
  await cancelMails(db, { accountId, about: personId })
  await endPersonLinks(db, { personId, accountId }, at)
  await db
    .deleteFrom('passkeys')
    .where('person_id', '=', personId)
    .where('only_account_id', '=', accountId)
    .execute()
}

/**
 * Ends the sessions and links of a person in an account, and the passkeys and identities that are for this account only, in a
 * transaction. The person stays a member.
 */
export async function endWaysInto(
  db: Database,
  { personId, accountId }: Member,
  at: number,
): Promise<void> {
  await endPersonLinks(db, { personId, accountId }, at)
  for (const table of ['passkeys', 'identities'] as const)
    await db
      .deleteFrom(table)
      .where('person_id', '=', personId)
      .where('only_account_id', '=', accountId)
      .execute()
  await db
    .updateTable('tokens')
    .set({ revoked_at: at })
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .where('use', '=', 'session')
    .where('revoked_at', 'is', null)
    .execute()
}

/** Records that an admin has removed a person, so that single sign-on does not let them in again. */
export async function recordRemoval(
  db: Database,
  { personId, accountId }: Member,
  at: number,
): Promise<void> {
  await db
    .insertInto('removed_members')
    .values({ person_id: personId, account_id: accountId, removed_at: at })
    .onConflict((conflict) => conflict.columns(['person_id', 'account_id']).doNothing())
    .execute()
}

/** Forgets the removal of a person, because an invitation lets them in again. */
export async function forgetRemoval(db: Database, { personId, accountId }: Member): Promise<void> {
  await db
    .deleteFrom('removed_members')
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .execute()
}

/** Returns whether an admin has removed a person from an account, and nobody has invited them since. */
export async function wasRemoved(db: Database, { personId, accountId }: Member): Promise<boolean> {
  const row = await db
    .selectFrom('removed_members')
    .select('removed_at')
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row !== undefined
}
