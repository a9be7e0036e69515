import { lookup } from 'node:dns/promises'
import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import { within } from '@/lib/http/within'
import type { MailSettings } from '../core/settings'
import type { MailContent } from './mail-content'
import { failureOf, type MailFailure } from './mail-failure'

/**
 * The time limits of one step of the conversation with the mail server, and of the whole
 * conversation.
 */
const maxStepMs = 10_000
const maxTryMs = 60_000

export interface OutgoingMail extends MailContent {
  /** The same in each try, so that a mail program can tell that two copies are one mail. */
  messageId: string
  /** When the mail was written, in milliseconds since 1970. */
  at: number
}

/**
 * Gives a mail to the mail server once. Returns why the mail was not accepted, or null when it was.
 * Never throws.
 */
export type SendMail = (mail: OutgoingMail) => Promise<MailFailure | null>

/** Returns the headers with which mail programs offer a button to unsubscribe (RFC 8058). */
function listHeaders(link: string) {
  return {
    'List-Unsubscribe': { prepared: true, value: `<${link}>` },
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  }
}

/**
 * Returns the IP address of the mail server, as the operating system resolves its name. nodemailer
 * would ask a DNS server first, and wait for it even when the name is in the hosts file.
 */
async function addressOf(host: string): Promise<string> {
  const found = await within(lookup(host, { verbatim: false }), maxStepMs, null)
  if (!found) throw new Error('the address of the mail server was not found in time')
  return found.address
}

/** Creates a transport without a pool: a connection is opened for each mail and closed after it. */
async function createMailTransport({ host, port, encryption, credentials }: MailSettings) {
  return createTransport({
    host: await addressOf(host),
    // The name that the certificate of the server has to have.
    ...(isIP(host) === 0 && { servername: host }),
    port,
    secure: encryption === 'tls',
    requireTLS: encryption === 'starttls',
    ignoreTLS: encryption === 'none',
    ...(credentials && { auth: credentials }),
    connectionTimeout: maxStepMs,
    greetingTimeout: maxStepMs,
    socketTimeout: 2 * maxStepMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
}

/** Creates the function that gives mails to the mail server. */
export function createSendMail(settings: MailSettings): SendMail {
  const { from } = settings
  return async ({ to, subject, text, html, unsubscribeLink, messageId, at }) => {
    try {
      const transport = await createMailTransport(settings)
      await transport.sendMail({
        from,
        to: { name: '', address: to },
        envelope: { from: from.address, to: [to] },
        subject,
        text,
        html,
        messageId,
        date: new Date(at),
        headers: {
          'Auto-Submitted': 'auto-generated',
          ...(unsubscribeLink !== undefined && listHeaders(unsubscribeLink)),
        },
        signal: AbortSignal.timeout(maxTryMs),
      })
      return null
    } catch (error) {
      return failureOf(error)
    }
  }
}
