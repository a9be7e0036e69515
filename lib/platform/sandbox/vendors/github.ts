import { Hono } from 'hono'
import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { findAccount } from '../accounts'
import { minuteMs } from '../durations'
import type { SandboxEnv } from '../open-world'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import { basicCredentials, bearerToken, jsonFields } from '../wire'
import { routeApi } from './github-api'
import { seedGitHub } from './github-seed'
import { answerTokenRequest } from './github-token'
import { firstHalf, scopeList, type VendorWithConsent } from './vendor'

const scopeWords: Record<string, string> = {
  repo: 'Read and change all your repositories: code, issues, pull requests',
  public_repo: 'Read and change your public repositories',
  workflow: 'Update GitHub Action workflows',
  gist: 'Create gists',
  'read:user': 'Read your profile data',
  'user:email': 'Access your email addresses (read-only)',
  offline_access: 'Stay connected when you are not here',
}
const identityScopes = ['read:user', 'user:email', 'offline_access']

function apiError(status: 401 | 404, message: string): Response {
  return Response.json(
    { message, documentation_url: 'https://docs.github.com/rest', status: String(status) },
    { status },
  )
}

function userFields(accountId: string) {
  const { id, name, detail } = findAccount('github', accountId)
  return { login: name, id: Number(id), type: 'User', name: detail, email: null }
}

/** Returns the access token in the body with its grant, or GitHub's refusal of the client or of the token. */
async function findTokenInBody(simulation: Simulation, request: Request, clientId: string) {
  const client = basicCredentials(request)
  const { id, secret } = sandboxRegistrations.github
  if (clientId !== id || client?.id !== id || client.secret !== secret) {
    return apiError(401, 'Bad credentials')
  }
  const token = (await jsonFields(request)).get('access_token') ?? ''
  const purpose = request.method === 'POST' ? 'check' : 'identity'
  const presented = await simulation.tokens.lookUp('github', token, { purpose })
  if (presented?.kind !== 'access' || presented.state !== 'live') return apiError(404, 'Not Found')
  return { ...presented, token }
}

function routes(simulation: Simulation): Hono<SandboxEnv> {
  const github = new Hono<SandboxEnv>()
  github.post('/login/oauth/access_token', ({ req }) => answerTokenRequest(simulation, req.raw))

  github.get('/user', async ({ req }) => {
    const token =
      bearerToken(req.raw) || (req.header('authorization') ?? '').replace(/^token +/i, '')
    const presented = await simulation.tokens.lookUp('github', token, { purpose: 'identity' })
    if (presented?.kind !== 'access' || presented.state !== 'live') {
      return apiError(401, 'Bad credentials')
    }
    return Response.json(userFields(presented.grant.accountId), {
      headers: { 'X-OAuth-Scopes': presented.grant.scopes.join(', ') },
    })
  })

  github.post('/applications/:client/token', async ({ req }) => {
    const found = await findTokenInBody(simulation, req.raw, req.param('client'))
    if (found instanceof Response) return found
    const { grant, token, createdAt, expiresAt } = found
    return Response.json({
      id: 1,
      app: { client_id: sandboxRegistrations.github.id, name: 'Miteos', url: simulation.appUrl },
      token,
      scopes: grant.scopes,
      created_at: new Date(createdAt).toISOString(),
      expires_at: expiresAt === null ? null : new Date(expiresAt).toISOString(),
      user: userFields(grant.accountId),
    })
  })

  github.delete('/applications/:client/token', async ({ req }) => {
    const found = await findTokenInBody(simulation, req.raw, req.param('client'))
    if (found instanceof Response) return found
    await simulation.tokens.revokeKinds(found.grant, ['access', 'refresh'])
    return new Response(null, { status: 204 })
  })

  github.delete('/applications/:client/grant', async ({ req }) => {
    const found = await findTokenInBody(simulation, req.raw, req.param('client'))
    if (found instanceof Response) return found
    await simulation.grants.revokeAllOf('github', found.grant.accountId)
    return new Response(null, { status: 204 })
  })
  routeApi(github, simulation)
  return github
}

/** GitHub, as an OAuth App whose tokens expire. */
export const github: VendorWithConsent = {
  service: 'github',
  authorizePath: '/login/oauth/authorize',
  heading: 'Authorize Miteos',
  codeLifetimeMs: 10 * minuteMs,
  newCode: () => randomToken('', 15),
  checksPkce: true,
  requiresRedirectUri: false,
  requiresResponseType: false,
  readAccess: (parameters) => ({
    scopes: scopeList(parameters.get('scope'), /[,\s]+/).filter((scope) => scopeWords[scope]),
    details: {},
  }),
  permissions: ({ scopes }) =>
    scopes.length === 0
      ? ['Read your public information']
      : scopes.flatMap((scope) => scopeWords[scope] ?? []),
  fewerScopes(scopes) {
    const kept = firstHalf(scopes.filter((scope) => !identityScopes.includes(scope)))
    return scopes.filter((scope) => identityScopes.includes(scope) || kept.includes(scope))
  },
  callbackExtras: () => ({}),
  denial: {
    error: 'access_denied',
    error_description: 'The user has denied your application access.',
    error_uri:
      'https://docs.github.com/apps/oauth-apps/maintaining-oauth-apps/troubleshooting-authorization-request-errors#access-denied',
  },
  errors: {
    unknown_client: { status: 404, title: 'This application does not exist', code: 'not_found' },
    redirect_mismatch: {
      status: 400,
      title: 'Be careful! The redirect_uri is not associated with this application',
      code: 'redirect_uri_mismatch',
    },
  },
  routes,
  seed: seedGitHub,
}
