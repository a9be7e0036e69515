import type { Database } from '@/lib/storage/database'
import { hashSecret } from '@/lib/storage/secret-hash'
import { type Administrator, selectAdministered } from './administrator'

/** The state of the mail with a reconnect link. */
export type LinkMailState =
  | 'queued'
  | 'sent'
  /** The account had sent its mails of the day. */
  | 'too_many'
  /** The receiver was removed from the account before the mail was sent. */
  | 'cancelled'
  /** The mail server did not accept the mail. */
  | 'undelivered'

function stateOf(outcome: string | null): LinkMailState {
  if (outcome === null) return 'queued'
  return outcome === 'sent' || outcome === 'too_many' || outcome === 'cancelled'
    ? outcome
    : 'undelivered'
}

/**
 * Returns the state of the mail with each of these links, by the secret of the link. Leaves out links without a mail, and those
 * of accounts that are not administered.
 */
export async function readLinkMails(
  db: Database,
  administrator: Administrator,
  secrets: readonly string[],
): Promise<Map<string, LinkMailState>> {
  if (secrets.length === 0) return new Map()
  const secretOf = new Map(secrets.map((secret) => [hashSecret(secret), secret]))
  const rows = await db
    .selectFrom('reconnect_links')
    .innerJoin(
      selectAdministered(db, administrator).as('administered'),
      'administered.accountId',
      'reconnect_links.account_id',
    )
    .innerJoin('mails', 'mails.about', 'reconnect_links.id')
    .select(['hash', 'outcome'])
    .where('hash', 'in', [...secretOf.keys()])
    .execute()
  return new Map(
    rows.map(({ hash, outcome }) => [secretOf.get(hash) ?? '', stateOf(outcome)] as const),
  )
}
