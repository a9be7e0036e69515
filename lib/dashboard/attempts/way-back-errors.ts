import type { Obstacle, ReturnError } from '@/lib/contract/api/return-error'
import type { WayBackCause } from '@/lib/contract/view/way-back'

/** The cause that the page shows for each obstacle. */
export const causeByObstacle = {
  misconfigured: 'registration_refused',
  app_suspended: 'app_suspended',
  scopes_refused: 'scopes_refused',
  admin_blocked: 'admin_blocked',
  org_only: 'org_only',
  interaction_required: 'interaction_required',
  email_unverified: 'email_unverified',
} as const satisfies Record<Obstacle, WayBackCause>

const causeByReturnError = {
  ...causeByObstacle,
  access_denied: 'cancelled',
  invalid_request: 'provider_refused',
  server_error: 'provider_down',
  temporarily_unavailable: 'provider_down',
} as const satisfies Record<ReturnError, WayBackCause>

/**
 * The cause of each `error` on the way back, whether the provider, the platform or this dashboard wrote it.
 * Every other error is `provider_refused`.
 */
const causeByError = {
  ...causeByReturnError,
  invalid_scope: 'missing_permissions',
  provider_error: 'provider_down',
  provider_timeout: 'provider_slow',
  unauthorized_client: 'registration_refused',
  invalid_client: 'registration_refused',
  redirect_uri_mismatch: 'registration_refused',
  application_suspended: 'app_suspended',
  unapproved_scope: 'scopes_refused',
  admin_policy_enforced: 'admin_blocked',
  org_internal: 'org_only',
  unverified_user_email: 'email_unverified',
  not_configured: 'not_configured',
  forbidden: 'not_allowed',
  malformed: 'malformed',
  other_service: 'other_service',
  state_missing: 'state_missing',
  refused: 'provider_refused',
} as const satisfies Record<string, WayBackCause>

export type ErrorWithCause = keyof typeof causeByError

/** The errors that the dashboard itself writes, before an attempt exists. */
export type OwnError = 'forbidden' | 'not_configured' | 'malformed'

const ownErrors: readonly ErrorWithCause[] = ['forbidden', 'not_configured', 'malformed']

/** Returns the error if it has a cause above, otherwise `refused`. Only such errors may stand in our own URLs. */
export function errorWithCause(error: string): ErrorWithCause {
  return (
    Object.keys(causeByError).find((name): name is ErrorWithCause => name === error) ?? 'refused'
  )
}

/** Returns the cause that the page shows for an error. */
export function causeOf(error: ErrorWithCause): WayBackCause {
  return causeByError[error]
}

/** Returns whether an error can be shown without an attempt, because the dashboard wrote it before there was one. */
export function needsNoAttempt(error: ErrorWithCause): boolean {
  return ownErrors.includes(error)
}
