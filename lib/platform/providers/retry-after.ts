const longestSeconds = 60 * 60

/**
 * Returns the whole seconds that an answer asks us to wait, at most an hour, or `undefined` when it does not
 * say or the value makes no sense (https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3).
 */
export function retryAfterSeconds(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after')?.trim() ?? ''
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : /^[A-Z][a-z]{2}, /.test(text)
      ? Math.ceil((Date.parse(text) - now) / 1000)
      : Number.NaN
  return seconds >= 1 ? Math.min(seconds, longestSeconds) : undefined
}
