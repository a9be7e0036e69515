import { z } from 'zod'
import { readableText } from '../untrusted-text'
import { textOfHtml } from './html-text'

/** The text in one item takes at most this many bytes as JSON, so that the item fits into one answer. */
const maxBytes = 13_000
const deepest = 12

const headersSchema = z.array(z.object({ name: z.string(), value: z.string() })).max(2000)

/** A part of a mail as Gmail answers it. It may have parts itself. */
export interface MailPart {
  mimeType?: string | undefined
  filename?: string | undefined
  headers?: z.infer<typeof headersSchema> | undefined
  body?: { data?: string | undefined } | undefined
  parts?: MailPart[] | undefined
}

const ownFields = {
  mimeType: z.string().max(256).optional(),
  filename: z.string().max(4096).optional(),
  headers: headersSchema.optional(),
  body: z.object({ data: z.string().optional() }).optional(),
}

/** Creates the schema of a part that contains parts down to this depth. Deeper parts are left out. */
function partSchema(depth: number): z.ZodType<MailPart> {
  if (depth === 0) return z.object(ownFields)
  return z.object({
    ...ownFields,
    parts: z
      .array(partSchema(depth - 1))
      .max(500)
      .optional(),
  })
}

export const mailPartSchema = partSchema(deepest)

/**
 * Returns the value of a header, or `undefined` when there is none. Upper and lower case in the mail are the same.
 *
 * @param name in lower case
 */
export function headerOf({ headers }: MailPart, name: string): string | undefined {
  return headers?.find((header) => header.name.toLowerCase() === name)?.value
}

/** Returns the text of a mail: the plain one, or else the text of its HTML. */
export function bodyTextOf(mail: MailPart): string {
  const plain = textsOf(mail, 'text/plain')
  if (plain.length > 0) return readableText(plain.join('\n')).trim()
  return readableText(textsOf(mail, 'text/html').map(textOfHtml).join('\n')).trim()
}

function textsOf(part: MailPart, mimeType: string): string[] {
  if (part.filename) return []
  const inner = (part.parts ?? []).flatMap((child) => textsOf(child, mimeType))
  const data = part.mimeType?.toLowerCase() === mimeType ? part.body?.data : undefined
  return data ? [decoded(Buffer.from(data, 'base64url'), part), ...inner] : inner
}

/** Decodes a text: UTF-8, or when it is not valid UTF-8, the character set that the part names. */
function decoded(bytes: Buffer, part: MailPart): string {
  const charset = /charset="?([\w.:-]{1,40})/i.exec(headerOf(part, 'content-type') ?? '')?.[1]
  for (const label of ['utf-8', charset ?? 'windows-1252']) {
    try {
      return new TextDecoder(label, { fatal: true }).decode(bytes)
    } catch {
      // The bytes are not valid in this character set, or it is not known.
    }
  }
  return new TextDecoder().decode(bytes)
}

const bytesOf = (text: string) => Buffer.byteLength(JSON.stringify(text))

/** Splits a text into pieces that each fit into one answer. Returns one piece for an empty text. */
export function piecesOf(text: string): string[] {
  const pieces: string[] = []
  let begin = 0
  do {
    let piece = text.slice(begin, begin + maxBytes)
    for (let bytes = bytesOf(piece); bytes > maxBytes; bytes = bytesOf(piece))
      piece = piece.slice(0, Math.floor((piece.length * maxBytes) / bytes))
    if (begin + piece.length < text.length) piece = piece.replace(/[\ud800-\udbff]$/, '')
    pieces.push(piece)
    begin += piece.length
  } while (begin < text.length)
  return pieces
}
