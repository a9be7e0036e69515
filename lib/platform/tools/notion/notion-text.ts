import { z } from 'zod'
import { readableText } from '../untrusted-text'

/** A rich text of Notion, as a list of pieces that each have their format. */
export const richTextSchema = z.array(z.object({ plain_text: z.string() }))

/** Returns the text of the pieces without their formats. */
export function plainText(pieces: z.infer<typeof richTextSchema>): string {
  return readableText(pieces.map(({ plain_text }) => plain_text).join(''))
}

/** Returns a text as Notion's rich text. Notion accepts at most 2000 UTF-16 units in one piece. */
export function richText(text: string) {
  const pieces = text.match(/[\s\S]{1,1000}/gu) ?? []
  return pieces.map((content) => ({ type: 'text', text: { content } }))
}
