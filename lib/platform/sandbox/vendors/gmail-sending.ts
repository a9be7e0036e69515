import { randomBytes } from 'node:crypto'
import { z } from 'zod'
import type { World } from '../worlds'
import type { GmailCall } from './gmail-call'
import { invalidArgument, notFound } from './gmail-errors'
import { headerOf, type Mail, readMail, withHeader } from './gmail-mail'
import { threadSubject } from './gmail-view'
import { type Message, messages } from './gmail-world'

const writtenSchema = z.object({ raw: z.string().min(1), threadId: z.string().optional() })

/** A mail that a client has written. */
export interface WrittenMail {
  mail: Mail
  threadId: string | undefined
}

/** Reads the mail in a request, and adds the sender when there is none. Returns a refusal for a mail that cannot be sent. */
export async function readWritten(
  { owner }: GmailCall,
  written: unknown,
): Promise<WrittenMail | Response> {
  const { data } = writtenSchema.safeParse(written)
  if (!data) {
    return invalidArgument(
      "'raw' RFC822 payload message string or uploading message via /upload/* URL required",
    )
  }
  const mail = await readMail(Buffer.from(data.raw, 'base64url')).catch(() => undefined)
  if (!mail) return invalidArgument('Invalid message')
  const wrong = ['To', 'Cc', 'Bcc'].find((name) => hasWrongAddress(headerOf(mail, name)))
  if (wrong) return invalidArgument(`Invalid ${wrong} header`)
  if (mail.from.length > 0) return { mail, threadId: data.threadId }
  const from = `${owner.name} <${owner.email}>`
  return {
    mail: { ...withHeader(mail, 'From', from), from: [owner.email] },
    threadId: data.threadId,
  }
}

/** Returns whether a header has a value that does not begin with an address. */
function hasWrongAddress(header: string): boolean {
  return header !== '' && !/^[^@]*[^\s@]@[^\s@.]+\.[^\s@]+/.test(header)
}

/** Returns a new id for a mail, which is also the id of a thread that the mail begins. */
function newId(now: number): string {
  return now.toString(16).padStart(11, '0') + randomBytes(3).toString('hex').slice(1)
}

/**
 * Writes a mail into the mailbox.
 *
 * @returns the id and the mail, or a refusal when there is no such thread
 */
export async function writeMessage(
  world: World,
  { mail, threadId }: WrittenMail,
  labelIds: string[],
  now: number,
) {
  const id = newId(now)
  const thread = threadId === undefined ? [] : await threadOf(world, threadId)
  if (threadId !== undefined && thread.length === 0) return notFound()
  const joins = thread.some((earlier) => answers(mail, earlier))
  const message: Message = {
    ...mail,
    threadId: joins && threadId !== undefined ? threadId : id,
    labelIds,
    internalDate: now,
  }
  await world.put(messages, id, message)
  return { id, message }
}

async function threadOf(world: World, threadId: string): Promise<Message[]> {
  const all = await world.list(messages)
  return all.map(({ content }) => content).filter((message) => message.threadId === threadId)
}

/**
 * Returns whether a mail belongs in the thread of an earlier one, because it refers to the earlier one and has its subject
 * (https://developers.google.com/workspace/gmail/api/guides/threads).
 */
function answers(mail: Mail, earlier: Message): boolean {
  const messageId = headerOf(earlier, 'Message-ID')
  const refersTo = (name: string) => headerOf(mail, name).split(/\s+/).includes(messageId)
  return (
    messageId !== '' &&
    refersTo('In-Reply-To') &&
    refersTo('References') &&
    threadSubject(mail) === threadSubject(earlier)
  )
}

/** Sends a mail: writes it into the mailbox as sent, and also as received when the sender is among the recipients. */
export async function send(world: World, written: WrittenMail, call: GmailCall) {
  const { mail } = written
  if (mail.recipients.length === 0) return invalidArgument('Recipient address required')
  const receives = mail.recipients.includes(call.owner.email)
  // The real Gmail replaces the Message-ID (https://github.com/FlowCrypt/flowcrypt-browser/issues/4273).
  const messageId = `<CA${randomBytes(18).toString('base64url')}@mail.gmail.com>`
  return writeMessage(
    world,
    { ...written, mail: withHeader(mail, 'Message-ID', messageId) },
    receives ? ['SENT', 'INBOX', 'UNREAD'] : ['SENT'],
    call.now,
  )
}
