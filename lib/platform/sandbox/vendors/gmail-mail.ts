import PostalMime, { type Address, decodeWords } from 'postal-mime'
import { z } from 'zod'

const addressesSchema = z.array(z.string())

/** A mail that was parsed from MIME. */
export const mailSchema = z.object({
  headers: z.array(z.object({ name: z.string(), value: z.string() })),
  text: z.string().optional(),
  html: z.string().optional(),
  attachments: z.array(z.object({ filename: z.string(), mimeType: z.string(), size: z.int() })),
  /** The addresses of the sender, in lower case. */
  from: addressesSchema,
  /** The addresses in To, Cc and Bcc, in lower case. */
  recipients: addressesSchema,
  /** The MIME in base64url. */
  raw: z.string(),
})
export type Mail = z.infer<typeof mailSchema>

function addressesIn(list: readonly (Address | undefined)[]): string[] {
  return list.flatMap((entry) => {
    if (!entry) return []
    return entry.group ? addressesIn(entry.group) : [entry.address.toLowerCase()]
  })
}

/** Reads a mail. Throws when it is nested too deeply. */
export async function readMail(raw: Buffer): Promise<Mail> {
  const mail = await PostalMime.parse(raw)
  return {
    headers: mail.headers.map(({ originalKey, value }) => ({
      name: originalKey,
      value: decodeWords(value),
    })),
    ...(mail.text !== undefined && { text: mail.text }),
    ...(mail.html !== undefined && { html: mail.html }),
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? 'noname',
      mimeType,
      size: typeof content === 'string' ? content.length : content.byteLength,
    })),
    from: addressesIn([mail.from]),
    recipients: addressesIn([...(mail.to ?? []), ...(mail.cc ?? []), ...(mail.bcc ?? [])]),
    raw: raw.toString('base64url'),
  }
}

/** Returns the value of a header, whose name may be in upper or lower case, or an empty text when there is none. */
export function headerOf({ headers }: Pick<Mail, 'headers'>, name: string): string {
  return headers.find((header) => header.name.toLowerCase() === name.toLowerCase())?.value ?? ''
}

/** Returns the mail with a header in place of those with the same name. */
export function withHeader<Part extends Pick<Mail, 'headers'>>(
  mail: Part,
  name: string,
  value: string,
): Part {
  const others = mail.headers.filter((header) => header.name.toLowerCase() !== name.toLowerCase())
  return { ...mail, headers: [{ name, value }, ...others] }
}

/** Returns the text of a mail, or of its HTML when it has no text. */
export function wordsOf({ text, html }: Mail): string {
  return text ?? (html ?? '').replace(/<[^<>]*>/g, ' ')
}
