import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { findAccount } from '../accounts'
import { hourMs } from '../durations'
import { redeemSimulatedCode } from '../exchange'
import type { SimulatedGrant } from '../simulated-grants'
import type { Simulation } from '../simulation'
import { basicCredentials, formFields } from '../wire'
import { scopeList } from './vendor'

const accessLifetimeMs = 12 * hourMs
const appId = 'A01SANDBOX1'

const tokenPairs = {
  bot: { access: 'access', refresh: 'refresh', prefix: 'xoxe.xoxb-1-' },
  user: { access: 'user_access', refresh: 'user_refresh', prefix: 'xoxe.xoxp-1-' },
} as const

/** Returns a refusal, which Slack sends with status 200. */
export function refusal(error: string): Response {
  return Response.json({ ok: false, error })
}

/**
 * Checks the client id and secret, in the form or in a Basic header. Returns Slack's error code, or `undefined` when they are
 * right.
 */
export function clientError(request: Request, form: URLSearchParams): string | undefined {
  const client = basicCredentials(request) ?? {
    id: form.get('client_id'),
    secret: form.get('client_secret'),
  }
  if (client.id !== sandboxRegistrations.slack.id) return 'invalid_client_id'
  return client.secret === sandboxRegistrations.slack.secret ? undefined : 'bad_client_secret'
}

async function issueTokenPair(simulation: Simulation, grant: SimulatedGrant, type: 'bot' | 'user') {
  const userScopes = scopeList(grant.details.user_scope ?? '', /,/)
  const { access, refresh, prefix } = tokenPairs[type]
  return {
    access_token: await simulation.tokens.issue(grant, access, prefix, accessLifetimeMs),
    token_type: type,
    scope: grant.scopes
      .filter((scope) => userScopes.includes(scope) === (type === 'user'))
      .join(','),
    refresh_token: await simulation.tokens.issue(grant, refresh, 'xoxe-1-'),
    expires_in: accessLifetimeMs / 1000,
  }
}

function workspaceFields(grant: SimulatedGrant) {
  const { team, team_id } = findAccount('slack', grant.accountId).facts
  return {
    app_id: appId,
    team: { id: team_id, name: team },
    enterprise: null,
    is_enterprise_install: false,
  }
}

async function installationAnswer(
  simulation: Simulation,
  grant: SimulatedGrant,
): Promise<Response> {
  const userScopes = scopeList(grant.details.user_scope ?? '', /,/)
  const { bot_user_id, user_id } = findAccount('slack', grant.accountId).facts
  const hasBot = grant.scopes.some((scope) => !userScopes.includes(scope))
  const hasUser = grant.scopes.some((scope) => userScopes.includes(scope))
  return Response.json({
    ok: true,
    ...(hasBot ? { ...(await issueTokenPair(simulation, grant, 'bot')), bot_user_id } : {}),
    ...workspaceFields(grant),
    authed_user: {
      id: user_id,
      ...(hasUser ? await issueTokenPair(simulation, grant, 'user') : {}),
    },
  })
}

async function exchange(
  simulation: Simulation,
  request: Request,
  form: URLSearchParams,
): Promise<Response> {
  const sentRedirectUri = form.get('redirect_uri')
  const redemption = await redeemSimulatedCode(
    simulation,
    request,
    'slack',
    form.get('code') ?? '',
    (grant) =>
      sentRedirectUri === grant.redirectUri ||
      (sentRedirectUri === null && grant.details.redirect_sent === undefined)
        ? undefined
        : 'bad_redirect_uri',
  )
  switch (redemption.outcome) {
    case 'redeemed':
      return installationAnswer(simulation, redemption.grant)
    case 'answered_by_scenario':
      return redemption.response
    case 'unknown':
      return refusal('invalid_code')
    case 'used':
      return refusal('code_already_used')
    case 'expired':
      return refusal('code_expired')
    default:
      return refusal(redemption.outcome)
  }
}

/** Refreshes the bot's or the user's token. The two tokens rotate separately, and each refresh token works once. */
async function refresh(simulation: Simulation, form: URLSearchParams): Promise<Response> {
  const refreshToken = form.get('refresh_token') ?? ''
  const presented = await simulation.tokens.lookUp('slack', refreshToken, { purpose: 'check' })
  const isRefresh = presented?.kind === 'refresh' || presented?.kind === 'user_refresh'
  if (!isRefresh || presented.state !== 'live' || !(await simulation.tokens.spend(refreshToken))) {
    return refusal('invalid_refresh_token')
  }
  const { grant } = presented
  const type = presented.kind === 'refresh' ? 'bot' : 'user'
  const { bot_user_id, user_id } = findAccount('slack', grant.accountId).facts
  return Response.json({
    ok: true,
    ...(await issueTokenPair(simulation, grant, type)),
    ...(type === 'bot' ? { bot_user_id } : { user_id }),
    ...workspaceFields(grant),
  })
}

/** Answers `https://slack.com/api/oauth.v2.access`. An exchange needs no `grant_type`. */
export async function answerTokenRequest(
  simulation: Simulation,
  request: Request,
): Promise<Response> {
  const form = await formFields(request)
  const error = clientError(request, form)
  if (error) return refusal(error)
  const grantType = form.get('grant_type') ?? 'authorization_code'
  if (grantType === 'authorization_code') return exchange(simulation, request, form)
  if (grantType === 'refresh_token') return refresh(simulation, form)
  return refusal('invalid_grant_type')
}
