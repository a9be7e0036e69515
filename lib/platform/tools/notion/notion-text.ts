import { z } from 'zod'
import { readableText } from '../untrusted-text'

/** A text of Notion: pieces, each with its format. */
export const richTextSchema = z.array(z.object({ plain_text: z.string() }))

/** Returns the text of the pieces without their formats. */
export function plainText(pieces: z.infer<typeof richTextSchema>): string {
  return readableText(pieces.map(({ plain_text }) => plain_text).join(''))
}

/** Returns a text in the form of Notion, which takes at most 2000 characters in one piece. */
export function richText(text: string) {
  const pieces = text.match(/[\s\S]{1,1000}/gu) ?? []
  return pieces.map((content) => ({ type: 'text', text: { content } }))
}
