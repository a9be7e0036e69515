import { z } from 'zod'

/**
 * A token as RFC 6750 §2.1 lets it travel in a header. Anything else would make `Headers` throw an
 * error that quotes it.
 */
export const bearerToken = z.string().regex(/^[\x21-\x7e]{1,8192}$/)

const scopePattern = /^[\x21-\x7e]{1,256}$/

/** Scopes come separated by spaces (RFC 6749 §3.3) or, from Slack and GitHub, by commas. */
export function splitScopes(scope: string): string[] {
  const scopes = scope.split(/[\s,]+/).filter((each) => scopePattern.test(each))
  return [...new Set(scopes)].slice(0, 64)
}
