import type { Service } from '@/lib/contract/services/catalogue'
import type { Credential } from '../providers/provider'
import { providers } from '../providers/registry'

/** Returns whether the platform can get a new access token without asking the person. */
export function isRenewable(service: Service, { refreshToken }: Credential): boolean {
  const provider = providers[service]
  return provider.kind === 'oauth' && provider.refreshes && refreshToken !== undefined
}

/**
 * An access token is renewed this long before it expires, or a tenth of its lifetime before,
 * whichever is longer.
 */
const shortestMarginMs = 5 * 60_000

/**
 * Returns when the access token becomes due for renewal, in milliseconds since 1970, or `null` when
 * it cannot be renewed or does not expire. A token whose lifetime is known is not due
 * before half of it is over.
 */
export function renewalDueAt(service: Service, credential: Credential): number | null {
  const { expiresAt, issuedAt } = credential
  if (expiresAt === undefined || !isRenewable(service, credential)) return null
  if (issuedAt === undefined) return expiresAt - shortestMarginMs
  const lifeMs = expiresAt - issuedAt
  return Math.round(expiresAt - Math.min(lifeMs / 2, Math.max(shortestMarginMs, lifeMs / 10)))
}

/**
 * Returns when a grant ends by itself, in milliseconds since 1970, or `null` when the platform can
 * renew the grant or the grant does not expire.
 */
export function grantEndsAt(service: Service, credential: Credential): number | null {
  return isRenewable(service, credential) ? null : (credential.expiresAt ?? null)
}
