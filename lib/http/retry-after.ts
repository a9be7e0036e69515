/**
 * Matches the three forms of a date in HTTP (https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7), all of them
 * in GMT.
 */
const httpDate =
  /^(?:[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|[A-Z][a-z]+day, \d\d-[A-Z][a-z]{2}-\d\d \d\d:\d\d:\d\d GMT|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d\d:\d\d:\d\d \d{4})$/

/** Returns the milliseconds since 1970, or `NaN` when the text is not a date of HTTP. */
function parseHttpDate(text: string): number {
  if (!httpDate.test(text)) return Number.NaN
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`)
}

/**
 * Returns the whole seconds to wait, 0 or more, from a `Retry-After` header with a number or a date. Returns
 * `undefined` when the header is missing, cannot be read, or names a time before `nowMs`
 * (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3).
 */
export function retryAfterSeconds(header: string | null, nowMs: number): number | undefined {
  const text = header?.trim() ?? ''
  const seconds = /^\d+$/.test(text) ? Number(text) : (parseHttpDate(text) - nowMs) / 1000
  return seconds >= 0 ? Math.ceil(seconds) : undefined
}
