import { z } from 'zod'

/** Parses an absolute http or https URL without credentials, query or fragment. Returns a `URL`. */
export const httpUrl = z.string().transform((text, context) => {
  const url = URL.canParse(text) ? new URL(text) : null
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password
  if (!isPlain || url.hash || url.search) {
    context.addIssue('must be an absolute http or https URL without query or fragment')
    return z.NEVER
  }
  return url
})

/** Parses an origin without a path. A single trailing slash is accepted. */
export const httpOrigin = httpUrl.transform((url, context) => {
  if (url.pathname !== '/') {
    context.addIssue('must be an origin, without a path')
    return z.NEVER
  }
  return url.origin
})

/** Returns whether a host name always means this machine. */
export function isLoopback(hostname: string): boolean {
  return /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(hostname)
}

function wholeNumber(from: number, to: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/, `must be a whole number from ${from} to ${to}`)
    .transform(Number)
    .pipe(z.number().min(from, `must be at least ${from}`).max(to, `must be at most ${to}`))
}

/** Parses a duration in whole seconds and converts it to milliseconds. */
export function secondsToMs(defaultSeconds: number, { maxSeconds = 31_536_000 } = {}) {
  return wholeNumber(1, maxSeconds)
    .prefault(String(defaultSeconds))
    .transform((value) => value * 1000)
}

/** Parses a number of requests per minute. */
export function requestsPerMinute(defaultNumber: number) {
  return wholeNumber(0, 1_000_000).prefault(String(defaultNumber))
}

/** Parses a number of days, 100 years at most. */
export function days(defaultNumber: number) {
  return wholeNumber(0, 36_525).prefault(String(defaultNumber))
}

/** Parses a token that a client can send in the header `Authorization`. */
export const bearerToken = z
  .string()
  .regex(/^[\x21-\x7e]{1,512}$/, 'must be printable ASCII without spaces')

export const port = wholeNumber(1, 65_535).prefault('3000')

/** Parses a secret that a vendor has made. Other characters and shorter texts come from a mistake in copying. */
export const vendorSecret = z
  .string()
  .regex(/^[\x21-\x7e]{8,256}$/, 'must be the whole secret that the vendor shows, without spaces')
