import { decodeWords } from 'postal-mime'
import { readableText } from '../untrusted-text'
import type { VendorSession } from '../vendor-session'
import { getMessage } from './email'
import { headerOf } from './mail-body'

const maxReferences = 20

/** Returns the thread, the headers and the subject with which Gmail shows a mail as the answer to this one. */
export async function findRepliedTo(vendor: VendorSession, id: string) {
  const { threadId, payload = {} } = await getMessage(vendor, id, [
    'Message-ID',
    'References',
    'Subject',
  ])
  const [messageId] = messageIdsIn(headerOf(payload, 'message-id'))
  const earlier = messageIdsIn(headerOf(payload, 'references')).slice(1 - maxReferences)
  const subject = decodeWords(headerOf(payload, 'subject') ?? '')
  return {
    threadId,
    messageId,
    references: messageId === undefined ? earlier : [...earlier, messageId],
    subject: answering(readableText(subject).replace(/\s+/g, ' ').trim()),
  }
}

function messageIdsIn(header = ''): string[] {
  return header.match(/<[\x21-\x3b\x3d\x3f-\x7e]{1,900}>/g) ?? []
}

function answering(subject: string): string {
  return /^re:/i.test(subject) ? subject : `Re: ${subject}`.trim()
}
