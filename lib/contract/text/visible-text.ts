/**
 * Writes every character that is not printable ASCII as `\u{…}`, so that two different texts never
 * look the same.
 */
export function visibleText(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    return `\\u{${code.toString(16)}}`
  })
}
