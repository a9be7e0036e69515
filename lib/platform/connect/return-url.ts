import type { Service } from '@/lib/contract/catalogue'

const descriptions = {
  access_denied: 'The person cancelled at the provider.',
  invalid_request: 'The provider refused the request.',
  server_error: 'The provider could not complete the request.',
  temporarily_unavailable: 'The provider is not available at the moment.',
} as const
export type ReturnError = keyof typeof descriptions

export type ReturnOutcome = { oauthCode: string } | { error: ReturnError }

interface Return {
  redirectUri: string
  service: Service
  state: string | undefined
  issuer: string
}

/**
 * The registered URI with the outcome added; what its own query says is preserved. The parameter is
 * never called `code`: a generic OAuth client on that path would try to redeem it elsewhere.
 */
export function returnUrl(to: Return, outcome: ReturnOutcome): string {
  const parameters =
    'oauthCode' in outcome
      ? { oauth_code: outcome.oauthCode }
      : { error: outcome.error, error_description: descriptions[outcome.error] }
  const added = new URLSearchParams({
    ...parameters,
    service: to.service,
    ...(to.state === undefined ? {} : { state: to.state }),
    iss: to.issuer,
  })
  return `${to.redirectUri}${to.redirectUri.includes('?') ? '&' : '?'}${added}`
}
