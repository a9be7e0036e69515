import { type Context, Hono } from 'hono'
import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { minuteMs } from '../durations'
import type { SandboxEnv } from '../open-world'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import { bearerToken, formFields } from '../wire'
import type { Seed } from '../worlds'
import { tokenRefusal } from './google-errors'
import { eventIssuer, googleSignal } from './google-signal'
import { certificates, keySet } from './google-signing'
import { answerTokenRequest, emailFields, type GoogleService, issuer } from './google-token'
import { firstHalf, scopeList, type VendorWithConsent } from './vendor'

const identityWords: Record<string, string> = {
  openid: 'Associate you with your personal info on Google',
  email: 'See your primary Google Account email address',
  'https://www.googleapis.com/auth/userinfo.email': 'See your primary Google Account email address',
}

export interface GoogleProduct {
  service: GoogleService
  /** The product's scopes, with the words of Google's consent page. */
  scopeWords: Record<string, string>
  /** Adds the product's own API. */
  addApi: (routes: Hono<SandboxEnv>, simulation: Simulation) => void
  /** Writes what is in each account at the beginning. Absent when the product's tools are not simulated. */
  seed?: Seed
}

function oauthRoutes(simulation: Simulation, service: GoogleService): Hono<SandboxEnv> {
  const routes = new Hono<SandboxEnv>()
  routes.post('/token', (context) => answerTokenRequest(simulation, context.req.raw, service))

  // Revokes every grant that this person gave to this client, as Google does.
  routes.post('/revoke', async ({ req }) => {
    const form = await formFields(req.raw)
    const presented = await simulation.tokens.lookUp(
      service,
      req.query('token') ?? form.get('token') ?? '',
      { purpose: 'identity' },
    )
    if (presented?.state !== 'live')
      return tokenRefusal('invalid_token', 'Token expired or revoked')
    await simulation.grants.revokeAllOf(service, presented.grant.accountId)
    return Response.json({})
  })

  const answerTokenInfo = async ({ req }: Context) => {
    const tokenOutsideForm = bearerToken(req.raw) || req.query('access_token')
    const form = await formFields(req.raw)
    const accessToken = tokenOutsideForm ?? form.get('access_token') ?? ''
    const presented = await simulation.tokens.lookUp(service, accessToken, { purpose: 'check' })
    if (presented?.kind !== 'access' || presented.state !== 'live') {
      return tokenRefusal('invalid_token', 'Invalid Value')
    }
    const { grant, expiresAt } = presented
    const expiresAtSeconds = Math.floor((expiresAt ?? simulation.now()) / 1000)
    return Response.json({
      azp: sandboxRegistrations[service].id,
      aud: sandboxRegistrations[service].id,
      sub: grant.accountId,
      scope: grant.scopes.join(' '),
      exp: String(expiresAtSeconds),
      expires_in: String(expiresAtSeconds - Math.floor(simulation.now() / 1000)),
      ...emailFields(grant),
      access_type: grant.details.offline ? 'offline' : 'online',
    })
  }
  routes.get('/tokeninfo', answerTokenInfo)
  routes.post('/tokeninfo', answerTokenInfo)

  routes.get('/oauth2/v1/certs', async () => Response.json(await certificates()))
  routes.get('/oauth2/v3/certs', async () => Response.json(await keySet()))
  routes.get('/.well-known/risc-configuration', () =>
    Response.json({
      issuer: eventIssuer,
      jwks_uri: 'https://www.googleapis.com/oauth2/v3/certs',
      delivery_methods_supported: ['https://schemas.openid.net/secevent/risc/delivery-method/push'],
    }),
  )
  return routes
}

/** Creates the simulated Google for one product. Each product has its own client id, as at the real Google. */
export function googleVendor({
  service,
  scopeWords,
  addApi,
  seed,
}: GoogleProduct): VendorWithConsent {
  const allScopeWords: Record<string, string> = { ...scopeWords, ...identityWords }
  return {
    service,
    ...(seed && { seed }),
    authorizePath: '/o/oauth2/v2/auth',
    heading: 'Miteos wants access to your Google Account',
    codeLifetimeMs: 10 * minuteMs,
    newCode: () => randomToken('4/0A'),
    checksPkce: true,
    requiresRedirectUri: true,
    requiresResponseType: true,
    readAccess(parameters) {
      const scopes = scopeList(parameters.get('scope'), / /)
      if (scopes.length === 0 || scopes.some((scope) => !allScopeWords[scope])) return 'wrong_scope'
      const isOffline = parameters.get('access_type') === 'offline'
      return { scopes, details: isOffline ? { offline: 'true' } : {} }
    },
    permissions: ({ scopes }) => scopes.flatMap((scope) => allScopeWords[scope] ?? []),
    fewerScopes(scopes) {
      const kept = firstHalf(scopes.filter((scope) => scopeWords[scope]))
      return scopes.filter((scope) => !scopeWords[scope] || kept.includes(scope))
    },
    callbackExtras: ({ scopes }) => ({
      iss: issuer,
      scope: scopes.join(' '),
      authuser: '0',
      prompt: 'consent',
    }),
    denial: { error: 'access_denied' },
    errors: {
      unknown_client: {
        status: 401,
        title: 'The OAuth client was not found.',
        code: 'invalid_client',
      },
      redirect_mismatch: {
        status: 400,
        title: 'Access blocked: Miteos’s request is invalid',
        code: 'redirect_uri_mismatch',
      },
    },
    revocationSignal: (simulation, credential) => googleSignal(simulation, service, credential),
    routes(simulation) {
      const routes = oauthRoutes(simulation, service)
      addApi(routes, simulation)
      return routes
    },
  }
}
