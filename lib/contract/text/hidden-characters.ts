/**
 * A part of a text: visible characters as they are, or one hidden character by its number in
 * Unicode, such as `U+200B`.
 */
export type TextPart = { kind: 'text'; text: string } | { kind: 'hidden'; name: string }

/**
 * Matches one emoji, which may contain characters that are hidden elsewhere, or one hidden character: control and format
 * characters, those that change the direction of the text, and spaces that are not the usual one. TypeScript does not know
 * the flag `v` for its target, so this is not written as a literal.
 */
const emojiOrHiddenSource = String.raw`(?<emoji>\p{RGI_Emoji})|[[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]--[ \n\t]]`
const emojiOrHidden = new RegExp(emojiOrHiddenSource, 'gv')

function nameOf(character: string): string {
  const code = character.codePointAt(0) ?? 0
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`
}

/**
 * Splits a text into its visible parts and its hidden characters, so that these can be shown by
 * their numbers.
 */
export function partsOfText(text: string): TextPart[] {
  const parts: TextPart[] = []
  let end = 0
  for (const { 0: match, index, groups } of text.matchAll(emojiOrHidden)) {
    if (groups?.emoji !== undefined) continue
    if (index > end) parts.push({ kind: 'text', text: text.slice(end, index) })
    parts.push({ kind: 'hidden', name: nameOf(match) })
    end = index + match.length
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) })
  return parts
}
