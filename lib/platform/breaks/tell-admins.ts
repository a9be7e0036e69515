import { z } from 'zod'
import type { Database } from '@/lib/storage/database'
import { lockAccount } from '../access/lock-account'
import type { PlatformContext } from '../core/context'
import { createRowIsolation } from '../core/row-isolation'
import type { Mails } from '../mail/mails'
import { brokenIntegrationsMail } from '../mail/texts/broken-integrations'
import {
  lastSeenAt,
  listAccountsWithBreaks,
  listUndecidedBreaks,
  markDecided,
  type UndecidedBreak,
} from './undecided-breaks'
import { unsubscribeToken } from './unsubscribe-token'

const hourMs = 60 * 60_000
/** A break is mailed when nobody has seen it for this time. */
const unseenForMs = hourMs
/** Older breaks get no mail: they are from before this server sent mails, or from a day on which no server ran. */
const tooOldMs = 24 * hourMs
/** A mail is given up when the mail server has not accepted it after this time, because it may no longer be true. */
const mailLifetimeMs = 24 * hourMs

type Context = Pick<PlatformContext, 'storage' | 'keyring' | 'settings' | 'log' | 'now'> & {
  mails: Mails
}

/** Returns the admins of an account who may work in live, have an address and want the mails. */
function listRecipients(db: Database, accountId: string) {
  return db
    .selectFrom('memberships')
    .select(['person_id as personId', 'email'])
    .where('account_id', '=', accountId)
    .where('role', '=', 'admin')
    .where('email', 'is not', null)
    .where('break_mails_off_at', 'is', null)
    .where(({ eb, or }) =>
      or([eb('only_environment', 'is', null), eb('only_environment', '=', 'live')]),
    )
    .orderBy('person_id')
    .execute()
}

/** Queues one mail about all of these breaks for each admin. */
async function queueMails(
  { keyring, settings: { appUrl }, now, mails }: Context,
  transaction: Database,
  accountId: string,
  broken: readonly [UndecidedBreak, ...UndecidedBreak[]],
): Promise<void> {
  const { name: accountName } = await transaction
    .selectFrom('accounts')
    .select('name')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow()
  for (const { personId, email } of await listRecipients(transaction, accountId)) {
    // An address that is not valid must not hold back the mails to the others.
    if (!z.email().safeParse(email).success || email === null) continue
    const token = unsubscribeToken(keyring, { personId, accountId })
    await mails.queue(transaction, {
      accountId,
      environment: 'live',
      kind: 'broken_integrations',
      about: personId,
      to: email,
      endsAt: now() + mailLifetimeMs,
      document: brokenIntegrationsMail({
        appUrl,
        accountName,
        broken,
        unsubscribeLink: `${appUrl}/unsubscribe/${token}`,
      }),
    })
  }
}

/**
 * Decides about the breaks of one account. A break that a person may have seen gets no mail. When the oldest unseen break is an hour
 * old, each admin gets one mail about all unseen breaks, also the later ones, and no mail tells them again.
 */
async function decide(context: Context, accountId: string): Promise<void> {
  const { storage, now } = context
  await storage.db.transaction().execute(async (transaction) => {
    await lockAccount(transaction, accountId)
    const breaks = await listUndecidedBreaks(transaction, accountId, now() - tooOldMs)
    const seenAt = (await lastSeenAt(transaction, accountId)) ?? 0
    const isSeen = ({ brokenAt }: UndecidedBreak) => brokenAt < seenAt
    await markDecided(transaction, breaks.filter(isSeen))
    const [oldest, ...others] = breaks.filter((one) => !isSeen(one))
    if (!oldest || oldest.brokenAt > now() - unseenForMs) return
    await markDecided(transaction, [oldest, ...others])
    await queueMails(context, transaction, accountId, [oldest, ...others])
  })
}

/**
 * Returns the background work that mails the admins of an account when nobody who belongs to it has seen a break within an hour.
 * Each break is decided once, by one of the servers on the same store.
 */
export function createTellAdmins(context: Context): () => Promise<void> {
  const { storage, now } = context
  const rows = createRowIsolation(context.log)
  return async () => {
    const times = { after: now() - tooOldMs, until: now() - unseenForMs }
    for (const accountId of await listAccountsWithBreaks(storage.db, times))
      await rows.workOn(accountId, () => decide(context, accountId))
  }
}
