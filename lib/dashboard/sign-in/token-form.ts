import type { Environment } from '@/lib/contract/api/role'

/**
 * An API token out of what a person pasted: space around it and a leading `Bearer` are forgiven,
 * anything else that no token holds is not. `null` when it cannot be one.
 */
export function readToken(
  pasted: string | null,
): { token: string; environment: Environment } | null {
  const token = (pasted ?? '').trim().replace(/^bearer\s+/i, '')
  const [, environment] = /^mt_(live|test)_[\x21-\x7e]{1,500}$/.exec(token) ?? []
  if (environment !== 'live' && environment !== 'test') return null
  return { token, environment }
}
