const unfit = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const simple = /^[\x20-\x7e]*$/
const visible = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\p{M}\u2800]/u

/**
 * A text of somebody else's, fit to be shown on one line: without control characters, and without those that turn the
 * direction of a line around. Empty when nothing of it could be seen.
 */
export function plainText(text: string): string {
  if (simple.test(text)) return text.trim()
  const plain = text.replace(unfit, '').trim()
  return visible.test(plain) ? plain : ''
}
