import { lookup } from 'node:dns/promises'
import { once } from 'node:events'
import { isIP } from 'node:net'
import { createTransport } from 'nodemailer'
import { within } from '@/lib/http/within'
import type { MailSettings } from '../core/settings'
import type { MailContent } from './mail-content'
import { beginConversation } from './mail-conversation'
import { failureOf, type MailAborted, type MailFailure } from './mail-failure'

/** The time limit of one step of the conversation with the mail server. */
const maxStepMs = 10_000

export interface OutgoingMail extends MailContent {
  /** The same in each try, so that a mail program can tell that two copies are one mail. */
  messageId: string
  /** When the mail was written, in milliseconds since 1970. */
  at: number
}

/**
 * Gives a mail to the mail server once. Returns why the mail was not accepted, or null when it was. The try is aborted when
 * `stopping` is. Never throws.
 */
export type SendMail = (
  mail: OutgoingMail,
  stopping: AbortSignal,
) => Promise<MailFailure | MailAborted | null>

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
async function addressOf(host: string, signal: AbortSignal): Promise<string> {
  const aborted = once(signal, 'abort').then(() => null)
  const looking = Promise.race([lookup(host, { verbatim: false }), aborted])
  const found = signal.aborted ? null : await within(looking, maxStepMs, null)
  if (!found) throw new Error('the address of the mail server was not found in time')
  return found.address
}

/** Creates a transport without a pool: a connection is opened for each mail and closed after it. */
async function createMailTransport(
  { host, port, encryption, credentials }: MailSettings,
  signal: AbortSignal,
) {
  return createTransport({
    host: await addressOf(host, signal),
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
  return async ({ to, subject, text, html, unsubscribeLink, messageId, at }, stopping) => {
    const conversation = beginConversation(stopping)
    const { signal } = conversation
    try {
      const transport = await createMailTransport(settings, signal)
      transport.use('stream', (mail, done) => {
        mail.message.processFunc(conversation.watch)
        done()
      })
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
        signal,
      })
      return null
    } catch (error) {
      const aborted = conversation.abortedWith()
      return aborted ? { kind: 'aborted', ...aborted } : failureOf(error)
    } finally {
      conversation.end()
    }
  }
}
