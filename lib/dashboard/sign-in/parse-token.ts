import type { Environment } from '@/lib/contract/api/role'

/**
 * Reads an API token from pasted text. Ignores space around it and a leading `Bearer`. Returns `null` for a
 * text that cannot be a token.
 */
export function parseToken(
  pasted: string | null,
): { token: string; environment: Environment } | null {
  const token = (pasted ?? '').trim().replace(/^bearer\s+/i, '')
  const [, environment] = /^mt_(live|test)_[\x21-\x7e]{1,500}$/.exec(token) ?? []
  if (environment !== 'live' && environment !== 'test') return null
  return { token, environment }
}
