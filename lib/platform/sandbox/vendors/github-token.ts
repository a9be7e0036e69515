import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { dayMs, hourMs } from '../durations'
import { redeemSimulatedCode, verifierProblem } from '../exchange'
import type { SimulatedGrant } from '../simulated-grants'
import type { Simulation } from '../simulation'
import { formFields, jsonFields } from '../wire'

const accessLifetimeMs = 8 * hourMs
const refreshLifetimeMs = 183 * dayMs

const descriptions = {
  bad_verification_code: 'The code passed is incorrect or expired.',
  incorrect_client_credentials: 'The client_id and/or client_secret passed are incorrect.',
  redirect_uri_mismatch:
    'The redirect_uri MUST match the registered callback URL for this application.',
  bad_refresh_token: 'The refresh token passed is incorrect or expired.',
} as const

const troubleshooting =
  '/apps/managing-oauth-apps/troubleshooting-oauth-app-access-token-request-errors/#'

/**
 * Returns an answer as GitHub does: as a form unless the request asks for JSON, and with status 200 even for a
 * refusal.
 */
function answer(request: Request, fields: Record<string, string | number>): Response {
  if ((request.headers.get('accept') ?? '').includes('json')) return Response.json(fields)
  const form = Object.entries(fields).map(([name, value]) => [name, String(value)])
  return new Response(new URLSearchParams(form), {
    headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=utf-8' },
  })
}

function refuse(request: Request, error: keyof typeof descriptions): Response {
  return answer(request, {
    error,
    error_description: descriptions[error],
    error_uri: troubleshooting + error.replaceAll('_', '-'),
  })
}

async function issueTokenPair(
  simulation: Simulation,
  request: Request,
  grant: SimulatedGrant,
): Promise<Response> {
  return answer(request, {
    access_token: await simulation.tokens.issue(grant, 'access', 'gho_', accessLifetimeMs),
    expires_in: accessLifetimeMs / 1000,
    refresh_token: await simulation.tokens.issue(grant, 'refresh', 'ghr_', refreshLifetimeMs),
    refresh_token_expires_in: refreshLifetimeMs / 1000,
    scope: grant.scopes.join(','),
    token_type: 'bearer',
  })
}

async function exchange(
  simulation: Simulation,
  request: Request,
  fields: URLSearchParams,
): Promise<Response> {
  const sentRedirectUri = fields.get('redirect_uri')
  const redemption = await redeemSimulatedCode(
    simulation,
    request,
    'github',
    fields.get('code') ?? '',
    (grant) =>
      sentRedirectUri === null || sentRedirectUri === grant.redirectUri
        ? verifierProblem(grant, fields.get('code_verifier'))
        : 'redirect_uri_mismatch',
  )
  switch (redemption.outcome) {
    case 'redeemed':
      return issueTokenPair(simulation, request, redemption.grant)
    case 'answered_by_scenario':
      return redemption.response
    case 'redirect_uri_mismatch':
      return refuse(request, 'redirect_uri_mismatch')
    default:
      return refuse(request, 'bad_verification_code')
  }
}

/** Refreshes a grant. The refresh token works once, and the refresh revokes the old access token. */
async function refresh(
  simulation: Simulation,
  request: Request,
  fields: URLSearchParams,
): Promise<Response> {
  const refreshToken = fields.get('refresh_token') ?? ''
  const presented = await simulation.tokens.lookUp('github', refreshToken, { purpose: 'check' })
  if (
    presented?.kind !== 'refresh' ||
    presented.state !== 'live' ||
    !(await simulation.tokens.spend(refreshToken))
  ) {
    return refuse(request, 'bad_refresh_token')
  }
  await simulation.tokens.revokeKinds(presented.grant, ['access'])
  return issueTokenPair(simulation, request, presented.grant)
}

/** Answers `https://github.com/login/oauth/access_token`, which reads a form, JSON or the query. */
export async function answerTokenRequest(
  simulation: Simulation,
  request: Request,
): Promise<Response> {
  const fields = new URL(request.url).searchParams
  const body = await (request.headers.get('content-type')?.includes('json')
    ? jsonFields(request)
    : formFields(request))
  for (const [name, value] of body) fields.set(name, value)
  const { id, secret } = sandboxRegistrations.github
  if (fields.get('client_id') !== id || fields.get('client_secret') !== secret) {
    return refuse(request, 'incorrect_client_credentials')
  }
  return fields.get('grant_type') === 'refresh_token'
    ? refresh(simulation, request, fields)
    : exchange(simulation, request, fields)
}
