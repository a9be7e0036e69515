import { addressParser } from 'postal-mime'
import { z } from 'zod'
import { invalidArgument } from '../tool-failure'
import { gmailIdSchema } from './email'

const mailboxSchema = z.email().max(254)
const unlessDraft = 'Required, unless draft_id is given.'

const addresses = z.array(z.string().max(400)).max(50)
const addressWords = 'Addresses, such as "ana@example.com" or "Ana Lima <ana@example.com>".'
const subject = z
  .string()
  .max(500)
  .regex(/^[^\r\n]*$/, 'it has more than one line')
const subjectWords = 'When reply_to_id is given, the subject of that mail is used instead.'
const bodyText = z.string().max(400_000)
const bodyWords = 'The text, without HTML.'

const otherArguments = {
  cc: addresses.optional().describe(addressWords),
  bcc: addresses.optional().describe(addressWords),
  reply_to_id: gmailIdSchema
    .optional()
    .describe('The id of a mail to answer in its thread. Name the recipients all the same.'),
}

/** The arguments of a mail to write. */
export const mailArguments = z.object({
  to: addresses.min(1).describe(addressWords),
  subject: subject.describe(subjectWords),
  body_text: bodyText.describe(bodyWords),
  ...otherArguments,
})
export type Mail = z.output<typeof mailArguments>

/** The arguments of a mail to send: those of a mail to write, or a draft. */
export const sendArguments = z.object({
  to: addresses.min(1).optional().describe(`${addressWords} ${unlessDraft}`),
  subject: subject.optional().describe(`${subjectWords} ${unlessDraft}`),
  body_text: bodyText.optional().describe(`${bodyWords} ${unlessDraft}`),
  ...otherArguments,
  draft_id: gmailIdSchema
    .optional()
    .describe(
      'The id of a draft, which is sent as it is. Give no other argument of the mail then.',
    ),
})

/**
 * Returns the draft or the mail to send.
 *
 * @throws {ToolFailure} `invalid_arguments` when both are given, or when the mail is not complete
 */
export function draftOrMail({ draft_id, ...mail }: z.output<typeof sendArguments>) {
  if (draft_id !== undefined) {
    const given = Object.entries(mail).find(([, value]) => value !== undefined)
    if (given) throw invalidArgument(given[0], 'a draft is sent as it is, so give only draft_id')
    return { draftId: draft_id }
  }
  const missing = (['to', 'subject', 'body_text'] as const).find((name) => mail[name] === undefined)
  if (missing) throw invalidArgument(missing, 'it is missing, and there is no draft_id')
  return { mail: mailArguments.parse(mail) }
}

/**
 * Returns the names and addresses in an argument.
 *
 * @throws {ToolFailure} `invalid_arguments` for a text that is not exactly one address
 */
export function mailboxesIn(argument: 'to' | 'cc' | 'bcc', texts: readonly string[] = []) {
  return texts.map((text) => {
    const [mailbox, ...others] = addressParser(text)
    const isOneLine = !/\p{Cc}/u.test(text)
    if (!isOneLine || others.length > 0 || !mailboxSchema.safeParse(mailbox?.address).success)
      throw invalidArgument(argument, `${JSON.stringify(text)} is not one address`)
    return { name: mailbox?.name ?? '', address: mailbox?.address ?? '' }
  })
}
