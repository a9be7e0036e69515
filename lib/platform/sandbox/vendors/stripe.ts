import { Hono } from 'hono'
import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { findAccount } from '../accounts'
import { minuteMs } from '../durations'
import type { SandboxEnv } from '../open-world'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import { formFields } from '../wire'
import { stripeApi } from './stripe-api'
import { stripeSignal } from './stripe-signal'
import {
  answerTokenRequest,
  hasPlatformKey,
  notConnectedError,
  refusal,
  wrongKeyRefusal,
} from './stripe-token'
import { seedStripe } from './stripe-world'
import type { SandboxCredential, VendorWithConsent } from './vendor'

const scopeWords: Record<string, string[]> = {
  read_write: [
    'View your customers, payments and transactions',
    'Create and send invoices',
    'Make changes to your account’s data',
  ],
  read_only: ['View your customers, payments and transactions'],
}

/**
 * Returns whether an account is connected. First applies a fault that waits for this check. When the fault revokes the newest
 * grant, the other grants of the account are revoked too.
 */
async function isConnected(simulation: Simulation, accountId: string): Promise<boolean> {
  const grant = await simulation.grants.findLatest('stripe', accountId)
  if (!grant) return false
  await simulation.faults.applyWaiting(grant.id, { purpose: 'either' })
  const latest = await simulation.grants.findLatest('stripe', accountId)
  if (latest?.id === grant.id) return true
  await simulation.grants.revokeAllOf('stripe', accountId)
  return false
}

/**
 * Revokes all grants of an account, as its owner can. Every fault does this, because Stripe's API calls name the
 * account and use no token that could expire. Returns `false` when there was no grant.
 */
async function revokeAccount(
  simulation: Simulation,
  { details }: SandboxCredential,
): Promise<boolean> {
  const accountId = details.stripe_user_id ?? ''
  const grant = await simulation.grants.findLatest('stripe', accountId)
  await simulation.grants.revokeAllOf('stripe', accountId)
  return grant !== undefined
}

function routes(simulation: Simulation): Hono<SandboxEnv> {
  const stripe = new Hono<SandboxEnv>()

  stripe.post('/oauth/token', ({ req }) => answerTokenRequest(simulation, req.raw))

  stripe.post('/oauth/deauthorize', async ({ req }) => {
    const form = await formFields(req.raw)
    if (!hasPlatformKey(req.raw, form)) return wrongKeyRefusal()
    const accountId = form.get('stripe_user_id') ?? ''
    const grant = await simulation.grants.findLatest('stripe', accountId)
    if (form.get('client_id') !== sandboxRegistrations.stripe.id || !grant) {
      return refusal(
        'invalid_client',
        'This application is not connected to that stripe account, or that account does not exist.',
        401,
      )
    }
    await simulation.grants.revokeAllOf('stripe', accountId)
    return Response.json({ stripe_user_id: accountId })
  })

  stripe.get('/v1/accounts/:account', async ({ req }) => {
    if (!hasPlatformKey(req.raw)) return wrongKeyRefusal()
    if (!(await isConnected(simulation, req.param('account')))) return notConnectedError()
    const { id, name, detail } = findAccount('stripe', req.param('account'))
    return Response.json({
      id,
      object: 'account',
      business_profile: { name, url: null },
      charges_enabled: true,
      country: 'DE',
      default_currency: 'eur',
      details_submitted: true,
      email: detail,
      settings: { dashboard: { display_name: name, timezone: 'Europe/Berlin' } },
      type: 'standard',
    })
  })
  stripe.route('/v1', stripeApi(simulation))
  return stripe
}

/**
 * Stripe Connect with Standard accounts. Its API calls name the account and not a grant. So an account is
 * connected as long as it has a grant that is not revoked, and revoking one grant revokes all of them.
 */
export const stripe: VendorWithConsent = {
  service: 'stripe',
  authorizePath: '/oauth/authorize',
  heading: 'Connect Miteos to your Stripe account',
  codeLifetimeMs: 5 * minuteMs,
  newCode: () => randomToken('ac_'),
  checksPkce: false,
  requiresRedirectUri: false,
  requiresResponseType: true,
  readAccess(parameters) {
    const scope = parameters.get('scope') ?? 'read_only'
    return scopeWords[scope] ? { scopes: [scope], details: {} } : 'wrong_scope'
  },
  permissions: ({ scopes }) => scopes.flatMap((scope) => scopeWords[scope] ?? []),
  fewerScopes: (scopes) => (scopes.includes('read_write') ? ['read_only'] : []),
  callbackExtras: ({ scopes }) => ({ scope: scopes.join(' ') }),
  denial: { error: 'access_denied', error_description: 'The user denied your request' },
  errors: {
    unknown_client: {
      status: 400,
      title: 'No application matches the supplied client identifier',
      code: 'invalid_client',
    },
    redirect_mismatch: {
      status: 400,
      title: 'Invalid redirect URI',
      code: 'invalid_redirect_uri',
    },
  },
  routes,
  seed: seedStripe,
  subjectOf: ({ details }) => details.stripe_user_id,
  breakGrant: revokeAccount,
  revocationSignal: stripeSignal,
}
