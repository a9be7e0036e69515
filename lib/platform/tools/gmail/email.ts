import { decodeWords } from 'postal-mime'
import { z } from 'zod'
import { cutText, readableText } from '../untrusted-text'
import type { VendorSession } from '../vendor-session'
import { callGmail } from './gmail-api'
import { withoutReferences } from './html-text'
import { headerOf, type MailPart, mailPartSchema } from './mail-body'

/** The number of mails that are read at the same time. */
const atOnce = 5

/** An argument that is the id of a mail or draft. It becomes part of a path. */
export const gmailIdSchema = z
  .string()
  .max(128)
  .regex(/^[A-Za-z0-9_-]+$/, 'it is not an id of Gmail')

/** A mail as Gmail answers it in lists and after it was sent. */
export const gmailReferenceSchema = z.object({
  id: z.string().max(128),
  threadId: z.string().max(128),
})

/** A mail as Gmail answers it. */
const gmailMessageSchema = gmailReferenceSchema.extend({
  labelIds: z.array(z.string().max(256)).max(1000).optional(),
  snippet: z.string().optional(),
  internalDate: z.string().max(32).optional(),
  payload: mailPartSchema.optional(),
})
type GmailMessage = z.infer<typeof gmailMessageSchema>

/** A mail as the tools answer it. */
export const emailSchema = z.object({
  id: z.string(),
  thread_id: z.string(),
  from: z.string(),
  to: z.string(),
  subject: z.string(),
  date: z.string().describe('When Gmail received or sent it.'),
  snippet: z.string(),
  labels: z.array(z.string()).describe('The ids of its labels. manage_labels lists their names.'),
})

/** Reads one mail: all of it, or when `headers` is given, only these headers. */
export function getMessage(vendor: VendorSession, id: string, headers?: readonly string[]) {
  return callGmail(vendor, 'GET', `/messages/${encodeURIComponent(id)}`, {
    query: headers ? { format: 'metadata', metadataHeaders: headers } : { format: 'full' },
    schema: gmailMessageSchema,
    writes: false,
  })
}

/** Reads mails, up to five at the same time, and returns them in the order of `ids`. */
export async function getMessages(
  vendor: VendorSession,
  ids: readonly string[],
  headers?: readonly string[],
): Promise<GmailMessage[]> {
  const messages: GmailMessage[] = []
  for (let begin = 0; begin < ids.length; begin += atOnce) {
    const group = ids.slice(begin, begin + atOnce)
    messages.push(...(await Promise.all(group.map((id) => getMessage(vendor, id, headers)))))
  }
  return messages
}

/** Returns a mail in the form in which the tools answer it. Long headers are cut. */
export function presentEmail({ payload = {}, ...message }: GmailMessage) {
  return {
    id: message.id,
    thread_id: message.threadId,
    from: readableHeader(payload, 'from'),
    to: readableHeader(payload, 'to'),
    subject: readableHeader(payload, 'subject'),
    date: dateOf(message.internalDate),
    snippet: oneLine(withoutReferences(message.snippet ?? ''), 250),
    labels: (message.labelIds ?? []).slice(0, 15).map((label) => cutText(readableText(label), 40)),
  }
}

function readableHeader(payload: MailPart, name: string): string {
  return oneLine(decodeWords(cutText(headerOf(payload, name) ?? '', 4000)), 250)
}

function oneLine(text: string, maxLength: number): string {
  return cutText(readableText(text).replace(/\s+/g, ' ').trim(), maxLength)
}

function dateOf(internalDate = ''): string {
  const milliseconds = /^\d{1,15}$/.test(internalDate) ? Number(internalDate) : 0
  return new Date(milliseconds).toISOString()
}
