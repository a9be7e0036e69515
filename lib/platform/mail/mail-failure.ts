import { z } from 'zod'

/** Why the mail server did not accept a mail. */
export type MailFailure =
  /** The server cannot be used at the moment. No mail gets out, and an operator has to look. */
  | {
      kind: 'server'
      word: 'unreachable' | 'not_secure' | 'sign_in_refused' | 'sender_refused'
      status?: number
    }
  /** The server will take this mail later, perhaps. */
  | { kind: 'deferred'; word: 'deferred'; status?: number }
  /** The server will never take this mail. */
  | { kind: 'refused'; word: 'refused'; status?: number }

/** What nodemailer tells about a failure. Its text is left out, because servers repeat in it what they were sent. */
const errorSchema = z.object({
  code: z.string().optional().catch(undefined),
  originalCode: z.string().optional().catch(undefined),
  command: z.string().optional().catch(undefined),
  responseCode: z.number().int().optional().catch(undefined),
})

/** The steps that are about this one mail. What is refused in an earlier step would be refused for every mail. */
const stepsOfOneMail = ['RCPT TO', 'DATA']
const isAboutTls = (code: string) => /^ETLS$|CERT|SELF_SIGNED|UNABLE_TO|^ERR_(TLS|SSL)/.test(code)

/** Reads an error of nodemailer. */
export function failureOf(error: unknown): MailFailure {
  const read = errorSchema.catch({}).parse(error)
  const { code = '', originalCode = '', command = '', responseCode: status } = read
  const about = status === undefined ? {} : { status }
  if (isAboutTls(code) || isAboutTls(originalCode)) return { kind: 'server', word: 'not_secure' }
  if (code === 'EAUTH' || code === 'ENOAUTH')
    return { kind: 'server', word: 'sign_in_refused', ...about }
  if (status === undefined && (code === 'EENVELOPE' || code === 'EMESSAGE'))
    return { kind: 'refused', word: 'refused' }
  if (status === undefined) return { kind: 'server', word: 'unreachable' }
  const isPermanent = status >= 500 && status < 600
  if (stepsOfOneMail.includes(command))
    return isPermanent
      ? { kind: 'refused', word: 'refused', status }
      : { kind: 'deferred', word: 'deferred', status }
  if (command === 'MAIL FROM' && isPermanent)
    return { kind: 'server', word: 'sender_refused', status }
  return { kind: 'server', word: 'unreachable', status }
}
