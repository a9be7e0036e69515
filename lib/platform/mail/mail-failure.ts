import { z } from 'zod'

/** Why the mail server did not accept a mail. */
export type MailFailure =
  /** The server cannot be used at the moment. No mail can be sent, and an operator has to act. */
  | {
      kind: 'server'
      reason: 'unreachable' | 'not_secure' | 'sign_in_refused' | 'sender_refused'
      status?: number
    }
  /** The server may accept this mail later. */
  | { kind: 'deferred'; reason: 'deferred'; status?: number }
  /** The server will never accept this mail. */
  | { kind: 'refused'; reason: 'refused'; status?: number }

/**
 * The try was aborted, because this process stops. `mayHaveArrived` is true when the mail server had been given the whole mail
 * and its end, so that it may have accepted it. Before that, no mail server accepts a mail
 * (https://www.rfc-editor.org/rfc/rfc5321#section-4.1.1.4).
 */
export interface MailAborted {
  kind: 'aborted'
  mayHaveArrived: boolean
}

/**
 * The fields of nodemailer's errors that are read. The message is not, because it may repeat what
 * the server was sent.
 */
const errorSchema = z.object({
  code: z.string().optional().catch(undefined),
  originalCode: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  responseCode: z.number().int().optional().catch(undefined),
})

/**
 * The SMTP commands whose refusal concerns one mail. The refusal of an earlier command would
 * concern every mail.
 */
const commandsOfOneMail = ['RCPT TO', 'DATA']
const isAboutTls = (code: string) => /^ETLS$|CERT|SELF_SIGNED|UNABLE_TO|^ERR_(TLS|SSL)/.test(code)

/**
 * Returns the failure that an error of nodemailer means. `status` is the SMTP reply code, if the
 * server sent one.
 */
export function failureOf(error: unknown): MailFailure {
  const read = errorSchema.catch({}).parse(error)
  const { code = '', originalCode = '', command = '', responseCode: status } = read
  const knownStatus = status === undefined ? {} : { status }
  if (isAboutTls(code) || isAboutTls(originalCode)) return { kind: 'server', reason: 'not_secure' }
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return { kind: 'server', reason: 'sign_in_refused', ...knownStatus }
  if (status === undefined && (code === 'EENVELOPE' || code === 'EMESSAGE'))
    return { kind: 'refused', reason: 'refused' }
  if (status === undefined) return { kind: 'server', reason: 'unreachable' }
  const isPermanent = status >= 500 && status < 600
  if (commandsOfOneMail.includes(command))
    return isPermanent
      ? { kind: 'refused', reason: 'refused', status }
      : { kind: 'deferred', reason: 'deferred', status }
  if (command === 'MAIL FROM' && isPermanent)
    return { kind: 'server', reason: 'sender_refused', status }
  return { kind: 'server', reason: 'unreachable', status }
}
