import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { redeemSimulatedCode, type SimulatedRedemption } from '../exchange'
import type { SimulatedGrant } from '../simulated-grants'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import { basicCredentials, bearerToken, formFields } from '../wire'

/** Returns a refusal of the OAuth endpoints. */
export function refusal(error: string, description: string, status: 400 | 401 = 400): Response {
  return Response.json({ error, error_description: description }, { status })
}

/** Returns the refusal of a wrong platform key in the form of Stripe's API, whose `error` is an object. */
export function wrongKeyRefusal(): Response {
  return Response.json(
    { error: { message: 'Invalid API Key provided', type: 'invalid_request_error' } },
    { status: 401, headers: { 'WWW-Authenticate': 'Basic realm="Stripe"' } },
  )
}

/** Returns the refusal of a call for an account that is not connected. */
export function notConnectedError(): Response {
  return Response.json(
    {
      error: {
        code: 'account_invalid',
        doc_url: 'https://stripe.com/docs/error-codes/account-invalid',
        message:
          'The provided key does not have access to that account (or that account does not exist). Application access may have been revoked.',
        type: 'invalid_request_error',
      },
    },
    { status: 403 },
  )
}

/** Returns whether a request has the platform's key: as a bearer token, in a Basic header or in the form. */
export function hasPlatformKey(request: Request, form = new URLSearchParams()): boolean {
  const key =
    bearerToken(request) || (basicCredentials(request)?.id ?? form.get('client_secret') ?? '')
  return key === sandboxRegistrations.stripe.secret
}

async function tokenAnswer(simulation: Simulation, grant: SimulatedGrant): Promise<Response> {
  return Response.json({
    access_token: await simulation.tokens.issue(grant, 'access', 'sk_test_'),
    livemode: false,
    refresh_token: randomToken('rt_'),
    token_type: 'bearer',
    stripe_publishable_key: randomToken('pk_test_', 24),
    stripe_user_id: grant.accountId,
    scope: grant.scopes.join(' '),
  })
}

async function redemptionAnswer(
  simulation: Simulation,
  redemption: SimulatedRedemption<never>,
): Promise<Response> {
  switch (redemption.outcome) {
    case 'redeemed':
      return tokenAnswer(simulation, redemption.grant)
    case 'answered_by_scenario':
      return redemption.response
    case 'used':
      await simulation.grants.revoke(redemption.grant.id)
      return refusal(
        'invalid_grant',
        'This authorization code has already been used. All tokens issued with this code have been revoked.',
      )
    case 'expired':
      return refusal('invalid_grant', 'Authorization code expired')
    default:
      return refusal('invalid_grant', 'Authorization code does not exist')
  }
}

/** Answers `https://connect.stripe.com/oauth/token`. */
export async function answerTokenRequest(
  simulation: Simulation,
  request: Request,
): Promise<Response> {
  const form = await formFields(request)
  if (!hasPlatformKey(request, form)) return wrongKeyRefusal()
  const grantType = form.get('grant_type')
  if (grantType === 'refresh_token') {
    return refusal('invalid_grant', 'This sandbox has no refresh tokens of Stripe’s')
  }
  if (grantType !== 'authorization_code') {
    return refusal('unsupported_grant_type', 'Invalid grant type')
  }
  const code = form.get('code') ?? ''
  const redemption = await redeemSimulatedCode<never>(
    simulation,
    request,
    'stripe',
    code,
    () => undefined,
  )
  return redemptionAnswer(simulation, redemption)
}
