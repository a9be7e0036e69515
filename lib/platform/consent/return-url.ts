import type { ReturnError } from '@/lib/contract/api/return-error'
import type { Service } from '@/lib/contract/services/catalogue'

/** The `error_description` of each error. */
export const errorDescriptions: Record<ReturnError, string> = {
  access_denied: 'The person cancelled.',
  invalid_request: 'The provider refused the request.',
  server_error: 'The provider could not complete the request.',
  temporarily_unavailable: 'The provider is not available at the moment.',
  misconfigured: 'The provider refuses the registration of this server.',
  app_suspended: 'The provider has suspended the app of this server.',
  scopes_refused: 'The provider does not let this server ask for the permissions.',
  admin_blocked: 'The organisation of the person does not allow the app of this server.',
  org_only: 'The app of this server is for accounts of one organisation only.',
  interaction_required: 'The person has to do something at the provider first.',
  email_unverified: 'The person has to verify their address at the provider first.',
}

export type ReturnOutcome = { oauthCode: string } | { error: ReturnError }

interface ReturnTarget {
  redirectUri: string
  service: Service
  /** The client's own `state`. */
  state: string | undefined
  /** The origin of this server. */
  issuer: string
}

/**
 * Returns the registered redirect URI with the outcome added to its query. The parameter of a code is not called
 * `code`, because a generic OAuth client at that address would try to redeem the code at the provider.
 */
export function returnUrl(target: ReturnTarget, outcome: ReturnOutcome): string {
  const parameters =
    'oauthCode' in outcome
      ? { oauth_code: outcome.oauthCode }
      : { error: outcome.error, error_description: errorDescriptions[outcome.error] }
  const added = new URLSearchParams({
    ...parameters,
    service: target.service,
    ...(target.state === undefined ? {} : { state: target.state }),
    iss: target.issuer,
  })
  return `${target.redirectUri}${target.redirectUri.includes('?') ? '&' : '?'}${added}`
}
