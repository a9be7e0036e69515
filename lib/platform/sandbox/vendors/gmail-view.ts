import { headerOf, wordsOf } from './gmail-mail'
import type { Message } from './gmail-world'

export type Format = 'minimal' | 'metadata' | 'full' | 'raw'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/** Returns the beginning of a mail as Gmail shows it in lists, escaped for HTML. */
function snippetOf(message: Message): string {
  const beginning = wordsOf(message).slice(0, 2000).replace(/\s+/g, ' ').trim().slice(0, 200)
  return beginning.replace(/[&<>"']/g, (character) => escapes[character] ?? character)
}

function textPart(mimeType: string, text: string) {
  const bytes = Buffer.from(text)
  return {
    mimeType,
    filename: '',
    headers: [{ name: 'Content-Type', value: `${mimeType}; charset="UTF-8"` }],
    body: { size: bytes.length, data: bytes.toString('base64url') },
  }
}

interface Part {
  mimeType: string
  filename: string
  headers: { name: string; value: string }[]
  body: object
  parts?: Part[]
}

function container(mimeType: string, parts: Part[]): Part {
  const [first] = parts
  if (first && parts.length === 1) return first
  return { mimeType, filename: '', headers: [], body: { size: 0 }, parts }
}

function bodyOf({ text, html, attachments }: Message): Part {
  const texts = [
    ...(text === undefined ? [] : [textPart('text/plain', text)]),
    ...(html === undefined ? [] : [textPart('text/html', html)]),
  ]
  const body = container(
    'multipart/alternative',
    texts.length > 0 ? texts : [textPart('text/plain', '')],
  )
  const files = attachments.map(({ filename, mimeType, size }, index) => ({
    mimeType,
    filename,
    headers: [{ name: 'Content-Disposition', value: `attachment; filename="${filename}"` }],
    body: { attachmentId: `ANGjdJ_${index}`, size },
  }))
  return container('multipart/mixed', [body, ...files])
}

/** Numbers the parts as Gmail does: `0`, `1`, `0.1` and so on. The whole mail has no number. */
function numbered({ parts, ...part }: Part, partId = ''): object {
  const prefix = partId === '' ? '' : `${partId}.`
  return {
    partId,
    ...part,
    ...(parts && { parts: parts.map((child, index) => numbered(child, `${prefix}${index}`)) }),
  }
}

function payloadOf(message: Message, format: Format, metadataHeaders: readonly string[]) {
  const names = metadataHeaders.map((name) => name.toLowerCase())
  const isWanted = ({ name }: { name: string }) =>
    format === 'full' || names.length === 0 || names.includes(name.toLowerCase())
  const headers = message.headers.filter(isWanted)
  const body = bodyOf(message)
  return format === 'full'
    ? numbered({ ...body, headers })
    : { partId: '', mimeType: body.mimeType, headers }
}

/** Returns a mail as Gmail answers it. */
export function messageFields(
  id: string,
  message: Message,
  format: Format = 'full',
  metadataHeaders: readonly string[] = [],
) {
  const { threadId, labelIds, internalDate, raw } = message
  return {
    id,
    threadId,
    labelIds,
    snippet: snippetOf(message),
    sizeEstimate: Buffer.byteLength(raw, 'base64url'),
    historyId: String(internalDate),
    internalDate: String(internalDate),
    ...(format === 'raw' && { raw }),
    ...((format === 'full' || format === 'metadata') && {
      payload: payloadOf(message, format, metadataHeaders),
    }),
  }
}

/** Returns what Gmail answers about a mail that was just written or changed. */
export function briefFields(id: string, { threadId, labelIds }: Message) {
  return { id, threadId, labelIds }
}

/** Returns the subject in lower case and without `Re:`, as Gmail compares the subjects in a thread. */
export function threadSubject(message: Pick<Message, 'headers'>): string {
  return headerOf(message, 'subject')
    .replace(/^(?:re:\s*)+/i, '')
    .trim()
    .toLowerCase()
}
