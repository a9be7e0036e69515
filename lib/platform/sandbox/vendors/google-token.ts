import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { findAccount } from '../accounts'
import { redeemSimulatedCode, type VerifierFault, verifierFault } from '../exchange'
import type { SimulatedGrant } from '../simulated-grants'
import type { Simulation } from '../simulation'
import { basicCredentials, formFields } from '../wire'
import { tokenRefusal } from './google-errors'
import { signIdToken } from './google-id-token'

export type GoogleService = 'gmail' | 'google_ads'

export const issuer = 'https://accounts.google.com'
const lifetimeSeconds = 3599

/** The scopes that give access to the address, by their old and new names. */
const emailScopes = ['email', 'https://www.googleapis.com/auth/userinfo.email']

const verifierWords: Record<VerifierFault, string> = {
  missing_verifier: 'Missing code verifier.',
  wrong_verifier: 'Invalid code verifier.',
  unexpected_verifier: 'code_verifier or verifier is not needed.',
}

/** Returns the address of a grant if its scopes give access to it. */
export function emailFacts(grant: SimulatedGrant): object {
  if (!grant.scopes.some((scope) => emailScopes.includes(scope))) return {}
  return { email: findAccount(grant.service, grant.accountId).facts.email, email_verified: true }
}

async function idToken(
  simulation: Simulation,
  grant: SimulatedGrant,
): Promise<Record<string, string>> {
  if (!grant.scopes.includes('openid')) return {}
  const issuedAt = Math.floor(simulation.now() / 1000)
  const client = sandboxRegistrations[grant.service].id
  const token = await signIdToken({
    iss: issuer,
    azp: client,
    aud: client,
    sub: grant.accountId,
    ...emailFacts(grant),
    iat: issuedAt,
    exp: issuedAt + 3600,
  })
  return { id_token: token }
}

async function tokenAnswer(
  simulation: Simulation,
  grant: SimulatedGrant,
  refreshToken: Record<string, string>,
) {
  return Response.json({
    access_token: await simulation.tokens.issue(grant, 'access', 'ya29.a0', lifetimeSeconds * 1000),
    expires_in: lifetimeSeconds,
    ...refreshToken,
    scope: grant.scopes.join(' '),
    token_type: 'Bearer',
    ...(await idToken(simulation, grant)),
  })
}

async function exchange(
  simulation: Simulation,
  request: Request,
  service: GoogleService,
  form: URLSearchParams,
) {
  const redemption = await redeemSimulatedCode(
    simulation,
    request,
    service,
    form.get('code') ?? '',
    (grant) =>
      form.get('redirect_uri') === grant.redirectUri
        ? verifierFault(grant, form.get('code_verifier'))
        : 'redirect_mismatch',
  )
  switch (redemption.outcome) {
    case 'redeemed': {
      const { grant } = redemption
      const refreshToken: Record<string, string> = grant.details.offline
        ? { refresh_token: await simulation.tokens.issue(grant, 'refresh', '1//0') }
        : {}
      return tokenAnswer(simulation, grant, refreshToken)
    }
    case 'replaced':
      return redemption.response
    case 'redirect_mismatch':
      return tokenRefusal('redirect_uri_mismatch', 'Bad Request')
    case 'unknown':
      return tokenRefusal('invalid_grant', 'Malformed auth code.')
    case 'used':
    case 'expired':
      return tokenRefusal('invalid_grant', 'Bad Request')
    default:
      return tokenRefusal('invalid_grant', verifierWords[redemption.outcome])
  }
}

async function refresh(simulation: Simulation, service: GoogleService, form: URLSearchParams) {
  const presented = await simulation.tokens.present(
    service,
    form.get('refresh_token') ?? '',
    'check',
  )
  if (presented?.kind !== 'refresh' || presented.state !== 'live') {
    return tokenRefusal('invalid_grant', 'Token has been expired or revoked.')
  }
  return tokenAnswer(simulation, presented.grant, {})
}

/** Answers `https://oauth2.googleapis.com/token`. The refresh token is never rotated. */
export async function token(simulation: Simulation, request: Request, service: GoogleService) {
  const form = await formFields(request)
  const client = basicCredentials(request) ?? {
    id: form.get('client_id') ?? '',
    secret: form.get('client_secret') ?? '',
  }
  const registration = sandboxRegistrations[service]
  if (client.id !== registration.id) {
    return tokenRefusal('invalid_client', 'The OAuth client was not found.', 401)
  }
  if (client.secret !== registration.secret) {
    return tokenRefusal('invalid_client', 'The provided client secret is invalid.', 401)
  }
  const grantType = form.get('grant_type') ?? ''
  if (grantType === 'authorization_code') return exchange(simulation, request, service, form)
  if (grantType === 'refresh_token') return refresh(simulation, service, form)
  return tokenRefusal('unsupported_grant_type', `Invalid grant_type: ${grantType}`)
}
