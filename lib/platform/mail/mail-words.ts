import { plainText } from '@/lib/contract/text/plain-text'
import type { Line } from './mail-document'

const maxNameLength = 100

/**
 * Returns a name on one line, with 100 characters at most, without control characters and without
 * those that change the direction of the text. Returns a text in its place when nothing is visible.
 */
export function cleanName(name: string): string {
  const plain = plainText(name.replaceAll(/\s+/gu, ' '))
  const characters = [...plain]
  if (characters.length <= maxNameLength) return plain || 'somebody without a name'
  return `${characters.slice(0, maxNameLength - 1).join('')}…`
}

/** Returns a line as plain text. */
export function plainLine(line: Line): string {
  return line.map((part) => (typeof part === 'string' ? part : cleanName(part.name))).join('')
}

const momentFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
})
const timeFormat = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'UTC',
  hour: '2-digit',
  minute: '2-digit',
})

/**
 * Returns a time in milliseconds since 1970 in words, such as "Monday, 2 November 2026, 15:04 UTC".
 */
export function momentInWords(at: number): string {
  const parts = Object.fromEntries(
    momentFormat.formatToParts(at).map(({ type, value }) => [type, value]),
  )
  const { weekday, day, month, year } = parts
  return `${weekday}, ${day} ${month} ${year}, ${timeFormat.format(at)} UTC`
}
