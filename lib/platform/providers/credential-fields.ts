import { z } from 'zod'

/**
 * A token that can be sent in a header (RFC 6750 §2.1). For any other value, `Headers` would throw an error that
 * quotes the value.
 */
export const bearerTokenSchema = z.string().regex(/^[\x21-\x7e]{1,8192}$/)

const scopePattern = /^[\x21-\x7e]{1,256}$/

/**
 * Splits a list of scopes at spaces (RFC 6749 §3.3) and at commas, which Slack and GitHub use.
 * Returns each scope once and 64 at most. Leaves out entries with characters that a scope cannot
 * have.
 */
export function splitScopes(list: string): string[] {
  const scopes = list.split(/[\s,]+/).filter((scope) => scopePattern.test(scope))
  return [...new Set(scopes)].slice(0, 64)
}
