import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { findAccount } from '../accounts'
import { redeemSimulatedCode, type VerifierProblem, verifierProblem } from '../exchange'
import type { SimulatedGrant } from '../simulated-grants'
import type { Simulation } from '../simulation'
import { basicCredentials, formFields } from '../wire'
import { tokenRefusal } from './google-errors'
import { signToken } from './google-signing'

export type GoogleService = 'gmail' | 'google_ads'

export const issuer = 'https://accounts.google.com'
const accessLifetimeSeconds = 3599

/** The scopes that give access to the e-mail address. Both names have the same effect. */
const emailScopes = ['email', 'https://www.googleapis.com/auth/userinfo.email']

const verifierWords: Record<VerifierProblem, string> = {
  missing_verifier: 'Missing code verifier.',
  wrong_verifier: 'Invalid code verifier.',
  unexpected_verifier: 'code_verifier or verifier is not needed.',
}

/** Returns the fields with the e-mail address of a grant's account. Returns no fields when no scope gives access to it. */
export function emailFields(grant: SimulatedGrant): object {
  if (!grant.scopes.some((scope) => emailScopes.includes(scope))) return {}
  return { email: findAccount(grant.service, grant.accountId).facts.email, email_verified: true }
}

/** Returns the field `id_token`, or no field when the grant has no scope `openid`. */
async function idTokenField(
  simulation: Simulation,
  grant: SimulatedGrant,
): Promise<Record<string, string>> {
  if (!grant.scopes.includes('openid')) return {}
  const issuedAt = Math.floor(simulation.now() / 1000)
  const client = sandboxRegistrations[grant.service].id
  const token = await signToken('JWT', {
    iss: issuer,
    azp: client,
    aud: client,
    sub: grant.accountId,
    ...emailFields(grant),
    iat: issuedAt,
    exp: issuedAt + 3600,
  })
  return { id_token: token }
}

async function tokenAnswer(
  simulation: Simulation,
  grant: SimulatedGrant,
  refreshTokenField: Record<string, string>,
) {
  return Response.json({
    access_token: await simulation.tokens.issue(
      grant,
      'access',
      'ya29.a0',
      accessLifetimeSeconds * 1000,
    ),
    expires_in: accessLifetimeSeconds,
    ...refreshTokenField,
    scope: grant.scopes.join(' '),
    token_type: 'Bearer',
    ...(await idTokenField(simulation, grant)),
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
        ? verifierProblem(grant, form.get('code_verifier'))
        : 'redirect_mismatch',
  )
  switch (redemption.outcome) {
    case 'redeemed': {
      const { grant } = redemption
      const refreshTokenField: Record<string, string> = grant.details.offline
        ? { refresh_token: await simulation.tokens.issue(grant, 'refresh', '1//0') }
        : {}
      return tokenAnswer(simulation, grant, refreshTokenField)
    }
    case 'answered_by_scenario':
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
  const presented = await simulation.tokens.lookUp(service, form.get('refresh_token') ?? '', {
    purpose: 'check',
  })
  if (presented?.kind !== 'refresh' || presented.state !== 'live') {
    return tokenRefusal('invalid_grant', 'Token has been expired or revoked.')
  }
  return tokenAnswer(simulation, presented.grant, {})
}

/** Answers `https://oauth2.googleapis.com/token`. The refresh token is never rotated. */
export async function answerTokenRequest(
  simulation: Simulation,
  request: Request,
  service: GoogleService,
) {
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
