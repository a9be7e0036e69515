import type { Database } from '@/lib/storage/database'
import { recordActivity } from '../core/activity'
import type { PlatformContext } from '../core/context'
import { openMail } from './mail-content'
import { endMail, type MailRow } from './mail-queue'

/** The part of Miteos that sends mails, as the activity names it. */
const mailDelivery = { kind: 'system', id: 'mail_delivery', name: 'delivery of mail' } as const

type Context = Pick<PlatformContext, 'storage' | 'keyring' | 'log' | 'now'>

/**
 * Returns the address of a mail's recipient for the activity, or a text in its place when the mail
 * cannot be read.
 */
function recipientOf({ keyring }: Context, row: MailRow): string {
  try {
    return openMail(keyring, row.content ?? '', row).to
  } catch {
    return 'an unknown address'
  }
}

/** Gives up a mail, and records in the activity of the account that it was not delivered. */
export async function giveUp(context: Context, mail: MailRow, reason: string): Promise<void> {
  const { storage, log, now } = context
  const { id, account_id: accountId, environment, kind, about } = mail
  const target = { id: about, name: recipientOf(context, mail) }
  const isEnded = await storage.db.transaction().execute(async (transaction) => {
    if (!(await endMail(transaction, id, reason))) return false
    await recordActivity(transaction, {
      accountId,
      environment,
      at: now(),
      type: 'mail.deliver',
      actor: mailDelivery,
      target,
      outcome: 'failed',
      reason,
    })
    return true
  })
  if (isEnded) log.warn({ mail: id, kind, reason }, 'a mail was given up')
}

/** How long the records of mails are kept. */
const keptMs = 30 * 24 * 60 * 60_000

/**
 * Gives up due mails that have passed their end, 100 at most, and deletes the records that are
 * older than 30 days.
 */
export async function sweepMails(context: Context): Promise<void> {
  const { storage, now } = context
  await storage.ready()
  const tooLate = await storage.db
    .selectFrom('mails')
    .selectAll()
    .where('next_at', '<=', now())
    .where('ends_at', '<=', now())
    .orderBy('next_at')
    .limit(100)
    .execute()
  for (const mail of tooLate) await giveUp(context, mail, 'expired')
  await deleteOld(storage.db, now() - keptMs)
}

async function deleteOld(db: Database, before: number): Promise<void> {
  await db.deleteFrom('mails').where('created_at', '<', before).execute()
}
