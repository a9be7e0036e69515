import { Hono } from 'hono'
import { findAccount } from '../accounts'
import { minuteMs } from '../durations'
import type { TokenKind } from '../simulated-tokens'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import { bearerToken, formFields } from '../wire'
import { oauthAccess, refusal, wrongClient } from './slack-token'
import { firstHalf, scopeList, type VendorWithConsent } from './vendor'

const botWords: Record<string, string> = {
  'chat:write': 'Send messages as @miteos',
  'chat:write.public': 'Send messages to channels @miteos isn’t a member of',
  'channels:read': 'View basic information about public channels in the workspace',
  'channels:history': 'View messages and other content in public channels',
  'channels:manage': 'Manage public channels and create new ones',
}

const userWords: Record<string, string> = {
  'search:read.public': 'Search messages in public channels on your behalf',
  'search:read': 'Search the workspace on your behalf',
}

const pairs: Record<string, readonly TokenKind[]> = {
  access: ['access', 'refresh'],
  user_access: ['user_access', 'user_refresh'],
}

/** Returns the grant of the token in an API call, or Slack's error for the token. */
async function authenticate(simulation: Simulation, request: Request, call: 'either' | 'identity') {
  const token = bearerToken(request) || ((await formFields(request.clone())).get('token') ?? '')
  if (!token) return { error: 'not_authed' }
  const presented = await simulation.tokens.present('slack', token, call)
  const pair = presented && pairs[presented.kind]
  if (!pair) return { error: 'invalid_auth' }
  if (presented.state === 'revoked') return { error: 'token_revoked' }
  if (presented.state === 'expired') return { error: 'token_expired' }
  return { grant: presented.grant, kind: presented.kind, pair }
}

function routes(simulation: Simulation): Hono {
  const slack = new Hono()
  slack.post('/api/oauth.v2.access', ({ req }) => oauthAccess(simulation, req.raw))

  slack.on(['GET', 'POST'], '/api/auth.test', async ({ req }) => {
    const caller = await authenticate(simulation, req.raw, 'either')
    if ('error' in caller) return refusal(caller.error)
    const { url, team, team_id, user, user_id, bot_id, bot_user_id } = findAccount(
      'slack',
      caller.grant.accountId,
    ).facts
    const asBot = caller.kind === 'access'
    return Response.json({
      ok: true,
      url,
      team,
      user: asBot ? 'miteos' : user,
      team_id,
      user_id: asBot ? bot_user_id : user_id,
      ...(asBot ? { bot_id } : {}),
      is_enterprise_install: false,
    })
  })

  slack.on(['GET', 'POST'], '/api/auth.revoke', async ({ req }) => {
    const caller = await authenticate(simulation, req.raw, 'identity')
    if ('error' in caller) return refusal(caller.error)
    await simulation.tokens.revokeKinds(caller.grant, caller.pair)
    return Response.json({ ok: true, revoked: true })
  })

  slack.on(['GET', 'POST'], '/api/apps.uninstall', async ({ req }) => {
    const caller = await authenticate(simulation, req.raw, 'identity')
    if ('error' in caller) return refusal(caller.error)
    const wrong = wrongClient(req.raw, await formFields(req.raw))
    if (wrong) return refusal(wrong)
    await simulation.grants.revoke(caller.grant.id)
    return Response.json({ ok: true })
  })
  return slack
}

/** Slack with token rotation: `auth.revoke` revokes one token and its refresh token. */
export const slack: VendorWithConsent = {
  service: 'slack',
  authorizePath: '/oauth/v2/authorize',
  heading: 'Miteos is requesting permission to access a Slack workspace',
  codeLifetimeMs: 10 * minuteMs,
  newCode: () => randomToken(''),
  pkce: false,
  requiresRedirectUri: false,
  requiresResponseType: false,
  ask(parameters) {
    const bot = scopeList(parameters.get('scope'), /[,\s]+/)
    const user = scopeList(parameters.get('user_scope'), /[,\s]+/)
    const known = bot.every((scope) => botWords[scope]) && user.every((scope) => userWords[scope])
    if (!known || bot.length + user.length === 0) return 'wrong_scope'
    return { scopes: [...bot, ...user], details: { user_scope: user.join(',') } }
  },
  permissions: ({ scopes }) => scopes.flatMap((scope) => botWords[scope] ?? userWords[scope] ?? []),
  fewerScopes: firstHalf,
  callbackExtras: () => ({}),
  denial: { error: 'access_denied' },
  errors: {
    unknown_client: {
      status: 400,
      title: 'Invalid client_id parameter',
      code: 'invalid_client_id',
    },
    redirect_mismatch: {
      status: 400,
      title: 'redirect_uri did not match any configured URIs',
      code: 'bad_redirect_uri',
    },
  },
  routes,
}
