const unfit = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const simple = /^[\x20-\x7e]*$/
const visible = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\p{M}\u2800]/u

/**
 * Cleans a text from elsewhere, so that it can be shown on one line: removes control characters and the characters
 * that change the direction of the text. Returns an empty text when nothing of it is visible.
 */
export function plainText(text: string): string {
  if (simple.test(text)) return text.trim()
  const plain = text.replace(unfit, '').trim()
  return visible.test(plain) ? plain : ''
}
