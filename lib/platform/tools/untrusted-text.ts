/** Matches control characters except tab and line feed, and the characters that change the direction of a text. */
const removedCharacters =
  /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/gu

/**
 * Removes from a vendor's text what a reader cannot see: control characters, and the characters that hide text or change
 * its direction. Tabs and line feeds stay.
 */
export function readableText(text: string): string {
  return text.replaceAll('\r\n', '\n').replace(removedCharacters, '')
}

/** Cuts a text to a number of characters, and marks the cut with "…". */
export function cutText(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text
  return `${text
    .slice(0, maxLength - 1)
    .toWellFormed()
    .replace(/\ufffd$/, '')}…`
}

/** Returns a vendor's text as a quotation in a sentence: on one line, without what cannot be seen, and short. */
export function quotation(text: unknown): string {
  if (typeof text !== 'string') return 'nothing more'
  return `“${cutText(readableText(text).replace(/\s+/g, ' ').trim(), 300)}”`
}
