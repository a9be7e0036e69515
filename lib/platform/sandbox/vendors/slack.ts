import { Hono } from 'hono'
import { findAccount } from '../accounts'
import { minuteMs } from '../durations'
import type { CallPurpose } from '../faults'
import { openWorld, type SandboxEnv } from '../open-world'
import type { TokenKind } from '../simulated-tokens'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import { bearerToken, formFields, jsonFields } from '../wire'
import { slackMethods } from './slack-methods'
import { slackSignal } from './slack-signal'
import { answerTokenRequest, clientError, refusal } from './slack-token'
import { seedSlack } from './slack-world'
import { firstHalf, scopeList, type VendorWithConsent } from './vendor'

const botWords: Record<string, string> = {
  'chat:write': 'Send messages as @miteos',
  'chat:write.public': 'Send messages to channels @miteos isn’t a member of',
  'channels:read': 'View basic information about public channels in the workspace',
  'channels:history': 'View messages and other content in public channels',
  'channels:manage': 'Manage public channels and create new ones',
  'groups:write': 'Manage private channels that @miteos has been added to and create new ones',
}

const userWords: Record<string, string> = {
  'search:read.public': 'Search messages in public channels on your behalf',
  'search:read': 'Search the workspace on your behalf',
}

/** The kinds of token that end together, by the kind of the access token. */
const kindsOfPair: Record<string, readonly TokenKind[]> = {
  access: ['access', 'refresh'],
  user_access: ['user_access', 'user_refresh'],
}

/**
 * Returns the grant and the kind of the token in an API call, with the kinds of tokens that are revoked together with it.
 * Returns Slack's error code when the token is not accepted.
 */
async function authenticate(
  simulation: Simulation,
  request: Request,
  { purpose }: { purpose: CallPurpose },
) {
  const token = bearerToken(request) || ((await formFields(request.clone())).get('token') ?? '')
  if (!token) return { error: 'not_authed' }
  const presented = await simulation.tokens.lookUp('slack', token, { purpose })
  const pairKinds = presented && kindsOfPair[presented.kind]
  if (!pairKinds) return { error: 'invalid_auth' }
  if (presented.state === 'revoked') return { error: 'token_revoked' }
  if (presented.state === 'expired') return { error: 'token_expired' }
  return { grant: presented.grant, kind: presented.kind, pairKinds }
}

/** Returns the parameters of a call: those of the query for a GET, and otherwise those of the form or of the JSON body. */
async function parametersOf(request: Request): Promise<URLSearchParams> {
  if (request.method === 'GET') return new URL(request.url).searchParams
  const form = await formFields(request.clone())
  return form.size > 0 ? form : jsonFields(request)
}

function routes(simulation: Simulation): Hono<SandboxEnv> {
  const slack = new Hono<SandboxEnv>()
  slack.post('/api/oauth.v2.access', ({ req }) => answerTokenRequest(simulation, req.raw))

  slack.on(['GET', 'POST'], '/api/auth.test', async ({ req }) => {
    const authenticated = await authenticate(simulation, req.raw, { purpose: 'either' })
    if ('error' in authenticated) return refusal(authenticated.error)
    const { url, team, team_id, user, user_id, bot_id, bot_user_id } = findAccount(
      'slack',
      authenticated.grant.accountId,
    ).facts
    const isBotToken = authenticated.kind === 'access'
    return Response.json({
      ok: true,
      url,
      team,
      user: isBotToken ? 'miteos' : user,
      team_id,
      user_id: isBotToken ? bot_user_id : user_id,
      ...(isBotToken ? { bot_id } : {}),
      is_enterprise_install: false,
    })
  })

  slack.on(['GET', 'POST'], '/api/auth.revoke', async ({ req }) => {
    const authenticated = await authenticate(simulation, req.raw, { purpose: 'identity' })
    if ('error' in authenticated) return refusal(authenticated.error)
    await simulation.tokens.revokeKinds(authenticated.grant, authenticated.pairKinds)
    return Response.json({ ok: true, revoked: true })
  })

  slack.on(['GET', 'POST'], '/api/:method', async (c, next) => {
    const name = c.req.param('method')
    const method = Object.hasOwn(slackMethods, name) ? slackMethods[name] : undefined
    if (!method) return next()
    const authenticated = await authenticate(simulation, c.req.raw, { purpose: 'tool' })
    if ('error' in authenticated) return refusal(authenticated.error)
    const { grant, kind } = authenticated
    if (method.scopes.length > 0 && !method.scopes.some((scope) => grant.scopes.includes(scope))) {
      return Response.json({ ok: false, error: 'missing_scope', needed: method.scopes.join(',') })
    }
    const result = await method.run({
      world: await openWorld(simulation, c, grant, seedSlack),
      form: await parametersOf(c.req.raw),
      account: findAccount('slack', grant.accountId),
      tokenOwner: kind === 'access' ? 'bot' : 'person',
      scopes: grant.scopes,
      now: simulation.now(),
    })
    return typeof result === 'string' ? refusal(result) : Response.json({ ok: true, ...result })
  })

  slack.on(['GET', 'POST'], '/api/apps.uninstall', async ({ req }) => {
    const authenticated = await authenticate(simulation, req.raw, { purpose: 'identity' })
    if ('error' in authenticated) return refusal(authenticated.error)
    const error = clientError(req.raw, await formFields(req.raw))
    if (error) return refusal(error)
    await simulation.grants.revoke(authenticated.grant.id)
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
  checksPkce: false,
  requiresRedirectUri: false,
  requiresResponseType: false,
  readAccess(parameters) {
    const botScopes = scopeList(parameters.get('scope'), /[,\s]+/)
    const userScopes = scopeList(parameters.get('user_scope'), /[,\s]+/)
    const areKnown =
      botScopes.every((scope) => botWords[scope]) && userScopes.every((scope) => userWords[scope])
    if (!areKnown || botScopes.length + userScopes.length === 0) return 'wrong_scope'
    return { scopes: [...botScopes, ...userScopes], details: { user_scope: userScopes.join(',') } }
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
  seed: seedSlack,
  revocationSignal: slackSignal,
}
