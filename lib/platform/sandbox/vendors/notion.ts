import { randomUUID } from 'node:crypto'
import { Hono } from 'hono'
import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { findAccount } from '../accounts'
import { minuteMs } from '../durations'
import type { SandboxEnv } from '../open-world'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import { basicCredentials, bearerToken, jsonFields } from '../wire'
import { notionApi } from './notion-api'
import { answerTokenRequest, ownerOf, refusal } from './notion-token'
import { seedNotion } from './notion-world'
import type { VendorWithConsent } from './vendor'

function apiError(status: 400 | 401, code: string, message: string): Response {
  return Response.json(
    { object: 'error', status, code, message, request_id: randomUUID() },
    { status },
  )
}

function isOurClient(request: Request): boolean {
  const client = basicCredentials(request)
  return (
    client?.id === sandboxRegistrations.notion.id &&
    client.secret === sandboxRegistrations.notion.secret
  )
}

function oauthRoutes(simulation: Simulation): Hono<SandboxEnv> {
  const oauth = new Hono<SandboxEnv>()
  oauth.use(async ({ req }, next) => {
    if (!isOurClient(req.raw))
      return refusal('invalid_client', 'Client authentication failed.', 401)
    await next()
  })

  oauth.post('/token', ({ req }) => answerTokenRequest(simulation, req.raw))

  oauth.post('/revoke', async ({ req }) => {
    const token = (await jsonFields(req.raw)).get('token') ?? ''
    const presented = await simulation.tokens.lookUp('notion', token, { purpose: 'identity' })
    if (presented) await simulation.grants.revoke(presented.grant.id)
    return Response.json({ request_id: randomUUID() })
  })

  oauth.post('/introspect', async ({ req }) => {
    const token = (await jsonFields(req.raw)).get('token') ?? ''
    const presented = await simulation.tokens.lookUp('notion', token, { purpose: 'check' })
    const request_id = randomUUID()
    if (presented?.state !== 'live') return Response.json({ active: false, request_id })
    return Response.json({
      active: true,
      iat: Math.floor(presented.createdAt / 1000),
      request_id,
    })
  })
  return oauth
}

function routes(simulation: Simulation): Hono<SandboxEnv> {
  const notion = new Hono<SandboxEnv>()
  notion.use('/v1/*', async ({ req }, next) => {
    const isAuthorize = req.path.endsWith('/v1/oauth/authorize')
    if (!isAuthorize && !req.header('notion-version')) {
      return apiError(400, 'missing_version', 'Notion-Version header is required.')
    }
    await next()
  })
  notion.route('/v1/oauth', oauthRoutes(simulation))

  notion.get('/v1/users/me', async ({ req }) => {
    const presented = await simulation.tokens.lookUp('notion', bearerToken(req.raw), {
      purpose: 'identity',
    })
    if (presented?.kind !== 'access' || presented.state !== 'live') {
      return apiError(401, 'unauthorized', 'API token is invalid.')
    }
    const { id, name, facts } = findAccount('notion', presented.grant.accountId)
    return Response.json({
      object: 'user',
      id: facts.bot_id,
      name: 'Miteos',
      avatar_url: null,
      type: 'bot',
      bot: {
        owner: { type: 'user', user: ownerOf(presented.grant) },
        workspace_id: id,
        workspace_name: name,
      },
      request_id: randomUUID(),
    })
  })
  notion.route('/v1', notionApi(simulation))
  return notion
}

/** Notion with a public integration. There are no scopes, because the integration itself has capabilities. */
export const notion: VendorWithConsent = {
  service: 'notion',
  authorizePath: '/v1/oauth/authorize',
  heading: 'Miteos would like to connect to your Notion workspace',
  remark: 'Notion has no scopes, so “Fewer scopes” does the same as “As usual” here.',
  codeLifetimeMs: 10 * minuteMs,
  newCode: () => randomToken('03'),
  checksPkce: false,
  requiresRedirectUri: true,
  requiresResponseType: true,
  readAccess: (parameters) =>
    parameters.get('owner') === 'user' ? { scopes: [], details: {} } : 'wrong_owner',
  permissions: () => [
    'View pages you share with it',
    'Create pages',
    'Update pages you share with it',
    'View the names and email addresses of the people in the workspace',
  ],
  fewerScopes: (scopes) => scopes,
  callbackExtras: () => ({}),
  denial: { error: 'access_denied' },
  errors: {},
  routes,
  seed: seedNotion,
}
