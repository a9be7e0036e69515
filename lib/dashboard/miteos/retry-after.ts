const usual = 10
const longest = 60

/**
 * Whole seconds from a `Retry-After` header, which is a number or an HTTP date
 * (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3): from 1 to 60, 10 when it cannot be read.
 */
export function secondsFrom(header: string | null, now: number): number {
  const text = header?.trim() ?? ''
  const isDate = /^[A-Z][a-z]+,? /.test(text)
  const seconds = isDate ? (Date.parse(text) - now) / 1000 : /^\d+$/.test(text) ? Number(text) : -1
  if (!(seconds >= 0)) return usual
  return Math.min(Math.max(Math.ceil(seconds), 1), longest)
}
