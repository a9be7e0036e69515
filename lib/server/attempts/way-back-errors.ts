import type { WayBackCause } from '@/lib/contract/way-back'

/** What an `error` on the way back means, whoever wrote it; every other one is `exchange_refused`. */
const causes = {
  access_denied: 'cancelled',
  invalid_scope: 'missing_permissions',
  server_error: 'provider_down',
  temporarily_unavailable: 'provider_down',
  provider_error: 'provider_down',
  provider_timeout: 'provider_slow',
  unauthorized_client: 'not_configured',
  invalid_client: 'not_configured',
  not_configured: 'not_configured',
  forbidden: 'not_allowed',
  malformed: 'malformed',
  other_service: 'other_service',
  refused: 'exchange_refused',
} as const satisfies Record<string, WayBackCause>

export type KnownError = keyof typeof causes

/** Those that we write ourselves, before there is an attempt. */
export type OwnError = 'forbidden' | 'not_configured' | 'malformed'

const own: readonly KnownError[] = ['forbidden', 'not_configured', 'malformed']

/** A code that may stand in a URL of ours: one of the table, whatever came. */
export function knownError(code: string): KnownError {
  return Object.keys(causes).find((known): known is KnownError => known === code) ?? 'refused'
}

export function causeOf(error: KnownError): WayBackCause {
  return causes[error]
}

export function needsNoAttempt(error: KnownError): boolean {
  return own.includes(error)
}
