/**
 * Matches what a reader cannot see: control characters except tab and line feed, lone surrogates, characters that change the
 * direction of a text, three characters without width, and the tag characters.
 */
const removedCharacters =
  /(?![\t\n])[\p{Cc}\p{Cs}\p{Bidi_Control}\u200b\u2060\ufeff\u{e0000}-\u{e007f}]/gu

/**
 * Removes from a vendor's text what a reader cannot see: control characters, and the characters that hide text or change its
 * direction. Tabs and line feeds stay; CRLF becomes a line feed.
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

/**
 * Returns a vendor's text as a quotation for a sentence: on one line, without invisible characters, and at most 300 characters
 * long. Returns "nothing more" for a value that is not a text.
 */
export function quotation(text: unknown): string {
  if (typeof text !== 'string') return 'nothing more'
  return `“${cutText(readableText(text).replace(/\s+/g, ' ').trim(), 300)}”`
}
