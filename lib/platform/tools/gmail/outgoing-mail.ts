import { randomUUID } from 'node:crypto'
import MailComposer from 'nodemailer/lib/mail-composer'
import type { VendorSession } from '../vendor-session'
import { type Mail, mailboxesIn } from './mail-arguments'
import { findRepliedTo } from './replied-to'

/** The header with the key of the call. Gmail may replace the Message-ID of a mail that it sends, but not this. */
export const keyHeader = 'X-Miteos-Key'

/** Returns the Message-ID of the mail that a call with this key writes. */
export function messageIdOf(key: string): string {
  return `<miteos.${encodeURIComponent(key)}@miteos.com>`
}

/**
 * Returns a mail as Gmail's API accepts it: MIME in base64url, and the thread of the mail that it answers. The sender is left
 * out, because Gmail adds the name and address of the account.
 *
 * @throws {ToolFailure} `invalid_arguments` for a recipient that is no address
 */
export async function composeMail(vendor: VendorSession, { reply_to_id, ...mail }: Mail) {
  const recipients = {
    to: mailboxesIn('to', mail.to),
    cc: mailboxesIn('cc', mail.cc),
    bcc: mailboxesIn('bcc', mail.bcc),
  }
  const repliedTo = reply_to_id === undefined ? undefined : await findRepliedTo(vendor, reply_to_id)
  const message = new MailComposer({
    ...recipients,
    subject: repliedTo?.subject ?? mail.subject,
    text: mail.body_text,
    date: new Date(vendor.now()),
    messageId: messageIdOf(vendor.key ?? randomUUID()),
    ...(vendor.key !== undefined && { headers: { [keyHeader]: encodeURIComponent(vendor.key) } }),
    inReplyTo: repliedTo?.messageId,
    references: repliedTo?.references,
    newline: 'win',
    disableFileAccess: true,
    disableUrlAccess: true,
  }).compile()
  message.keepBcc = true
  const raw = (await message.build()).toString('base64url')
  return { raw, ...(repliedTo && { threadId: repliedTo.threadId }) }
}
