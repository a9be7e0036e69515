const controlCharacters = /[\p{Cc}\p{Cs}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu
const printableAscii = /^[\x20-\x7e]*$/
const visibleCharacter = /[^\s\p{C}\p{Default_Ignorable_Code_Point}\p{M}\u2800]/u

/**
 * Cleans a text from another system, so that it can be shown on one line: removes control characters and the characters
 * that change the direction of the text. Returns an empty text when nothing of it is visible.
 */
export function plainText(text: string): string {
  if (printableAscii.test(text)) return text.trim()
  const plain = text.replace(controlCharacters, '').trim()
  return visibleCharacter.test(plain) ? plain : ''
}
