/**
 * Makes every character visible that is not printable ASCII, as `\u{…}`, so that two texts that differ never look
 * equal.
 */
export function visibleText(text: string): string {
  return text.replace(/[^\x20-\x7e]/gu, (letter) => {
    const code = letter.codePointAt(0) ?? 0
    return `\\u{${code.toString(16)}}`
  })
}
