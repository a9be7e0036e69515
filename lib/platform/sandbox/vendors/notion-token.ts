import { randomUUID } from 'node:crypto'
import { findAccount } from '../accounts'
import { redeemSimulatedCode } from '../exchange'
import type { SimulatedGrant } from '../simulated-grants'
import type { Simulation } from '../simulation'
import { jsonFields } from '../wire'

/** Returns a refusal of the OAuth endpoints. */
export function refusal(error: string, description: string, status: 400 | 401 = 400): Response {
  return Response.json(
    { error, error_description: description, request_id: randomUUID() },
    { status },
  )
}

/** Returns the owner of a grant in the form of a user in Notion's API. */
export function ownerOf(grant: SimulatedGrant) {
  const { detail, facts } = findAccount('notion', grant.accountId)
  return {
    object: 'user',
    id: facts.user_id,
    name: facts.user,
    avatar_url: null,
    type: 'person',
    person: { email: detail },
  }
}

async function issueTokenPair(simulation: Simulation, grant: SimulatedGrant): Promise<Response> {
  const { id, name, facts } = findAccount('notion', grant.accountId)
  return Response.json({
    access_token: await simulation.tokens.issue(grant, 'access', 'ntn_'),
    token_type: 'bearer',
    refresh_token: await simulation.tokens.issue(grant, 'refresh', 'nrt_'),
    bot_id: facts.bot_id,
    workspace_id: id,
    workspace_name: name,
    workspace_icon: null,
    owner: { type: 'user', user: ownerOf(grant) },
    duplicated_template_id: null,
    request_id: randomUUID(),
  })
}

async function exchange(
  simulation: Simulation,
  request: Request,
  fields: URLSearchParams,
): Promise<Response> {
  const redemption = await redeemSimulatedCode(
    simulation,
    request,
    'notion',
    fields.get('code') ?? '',
    (grant) => (fields.get('redirect_uri') === grant.redirectUri ? undefined : 'redirect_mismatch'),
  )
  switch (redemption.outcome) {
    case 'redeemed':
      return issueTokenPair(simulation, redemption.grant)
    case 'answered_by_scenario':
      return redemption.response
    case 'redirect_mismatch':
      return refusal('invalid_grant', 'Redirect URI does not match the one of the authorization.')
    default:
      return refusal('invalid_grant', 'Invalid code: used, expired or never issued.')
  }
}

/** Refreshes a grant. Each refresh replaces both tokens. */
async function refresh(simulation: Simulation, fields: URLSearchParams): Promise<Response> {
  const refreshToken = fields.get('refresh_token') ?? ''
  const presented = await simulation.tokens.lookUp('notion', refreshToken, { purpose: 'check' })
  if (
    presented?.kind !== 'refresh' ||
    presented.state !== 'live' ||
    !(await simulation.tokens.spend(refreshToken))
  ) {
    return refusal('invalid_grant', 'Invalid refresh token.')
  }
  await simulation.tokens.revokeKinds(presented.grant, ['access'])
  return issueTokenPair(simulation, presented.grant)
}

/** Answers `https://api.notion.com/v1/oauth/token`. The client's credentials have already been checked. */
export async function answerTokenRequest(
  simulation: Simulation,
  request: Request,
): Promise<Response> {
  const fields = await jsonFields(request)
  const grantType = fields.get('grant_type')
  if (grantType === 'authorization_code') return exchange(simulation, request, fields)
  if (grantType === 'refresh_token') return refresh(simulation, fields)
  return refusal('unsupported_grant_type', 'grant_type is not supported.')
}
