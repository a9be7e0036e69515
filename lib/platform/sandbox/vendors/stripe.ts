import { Hono } from 'hono'
import { sandboxRegistrations } from '../../core/sandbox-registrations'
import { findAccount } from '../accounts'
import { minuteMs } from '../durations'
import { randomToken } from '../simulated-tokens'
import type { Simulation } from '../simulation'
import { formFields } from '../wire'
import { hasPlatformKey, refusal, token, wrongKey } from './stripe-token'
import type { BrokenCredential, VendorWithConsent } from './vendor'

const words: Record<string, string[]> = {
  read_write: [
    'View your customers, payments and transactions',
    'Create and send invoices',
    'Make changes to your account’s data',
  ],
  read_only: ['View your customers, payments and transactions'],
}

/** Returns whether an account is connected. If a fault waits for this check, applies it first. */
async function isConnected(simulation: Simulation, account: string): Promise<boolean> {
  const grant = await simulation.grants.latestOf('stripe', account)
  if (!grant) return false
  await simulation.faults.applyWaiting(grant.id, 'either')
  const after = await simulation.grants.latestOf('stripe', account)
  if (after?.id === grant.id) return true
  await simulation.grants.revokeAllOf('stripe', account)
  return false
}

/**
 * Disconnects an account as its owner would. Every fault does this, because Stripe's API calls name the account and
 * use no token that could expire.
 */
async function disconnectAccount(
  simulation: Simulation,
  { details }: BrokenCredential,
): Promise<boolean> {
  const account = details.stripe_user_id ?? ''
  const grant = await simulation.grants.latestOf('stripe', account)
  await simulation.grants.revokeAllOf('stripe', account)
  return grant !== undefined
}

function notConnected(): Response {
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

function routes(simulation: Simulation): Hono {
  const stripe = new Hono()

  stripe.post('/oauth/token', ({ req }) => token(simulation, req.raw))

  stripe.post('/oauth/deauthorize', async ({ req }) => {
    const form = await formFields(req.raw)
    if (!hasPlatformKey(req.raw, form)) return wrongKey()
    const account = form.get('stripe_user_id') ?? ''
    const grant = await simulation.grants.latestOf('stripe', account)
    if (form.get('client_id') !== sandboxRegistrations.stripe.id || !grant) {
      return refusal(
        'invalid_client',
        'This application is not connected to that stripe account, or that account does not exist.',
        401,
      )
    }
    await simulation.grants.revokeAllOf('stripe', account)
    return Response.json({ stripe_user_id: account })
  })

  stripe.get('/v1/accounts/:account', async ({ req }) => {
    if (!hasPlatformKey(req.raw)) return wrongKey()
    if (!(await isConnected(simulation, req.param('account')))) return notConnected()
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
  pkce: false,
  requiresRedirectUri: false,
  requiresResponseType: true,
  ask(parameters) {
    const scope = parameters.get('scope') ?? 'read_only'
    return words[scope] ? { scopes: [scope], details: {} } : 'wrong_scope'
  },
  permissions: ({ scopes }) => scopes.flatMap((scope) => words[scope] ?? []),
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
  breakGrant: disconnectAccount,
}
