import { providerRedirectUri } from '../core/provider-redirect-uri'
import { sandboxRegistrations } from '../core/sandbox-registrations'
import { listAccounts, otherAccount } from './accounts'
import { isRegisteredRedirect } from './registered-redirect'
import { type Scenario, scenarioOf } from './scenarios'
import type { SimulatedGrant } from './simulated-grants'
import type { Simulation } from './simulation'
import type { Asked, AuthorizeProblem, VendorWithConsent } from './vendors/vendor'

/** An authorize request that the vendor accepts. */
export interface AuthorizeRequest extends Asked {
  redirectUri: string
  state: string | null
  codeChallenge: string | null
}

const challengePattern = /^[A-Za-z0-9_-]{43}$/

/** Returns the code challenge of a request, which may be `null`, or `undefined` when it is not valid. */
function challengeOf(vendor: VendorWithConsent, parameters: URLSearchParams) {
  const codeChallenge = vendor.pkce ? parameters.get('code_challenge') : null
  if (codeChallenge === null) return { codeChallenge }
  const isS256 = parameters.get('code_challenge_method') === 'S256'
  return isS256 && challengePattern.test(codeChallenge) ? { codeChallenge } : undefined
}

/**
 * Reads an authorize request. Returns the problem when the vendor shows an error page instead of its consent
 * page.
 */
export function readAuthorizeRequest(
  vendor: VendorWithConsent,
  parameters: URLSearchParams,
  appUrl: string,
): AuthorizeRequest | AuthorizeProblem {
  const names = [...parameters.keys()]
  if (new Set(names).size !== names.length) return 'repeated_parameter'
  if (parameters.get('client_id') !== sandboxRegistrations[vendor.service].id)
    return 'unknown_client'

  const sent = parameters.get('redirect_uri')
  if (sent === null && vendor.requiresRedirectUri) return 'missing_redirect'
  const redirectUri = sent ?? providerRedirectUri(appUrl, vendor.service)
  if (!isRegisteredRedirect(redirectUri, appUrl, vendor.service)) return 'redirect_mismatch'
  if (vendor.requiresResponseType && parameters.get('response_type') !== 'code') {
    return 'wrong_response_type'
  }
  const challenge = challengeOf(vendor, parameters)
  if (!challenge) return 'wrong_challenge'

  const asked = vendor.ask(parameters)
  if (typeof asked === 'string') return asked
  const details = { ...asked.details, ...(sent === null ? {} : { redirect_sent: 'true' }) }
  return {
    scopes: asked.scopes,
    details,
    redirectUri,
    state: parameters.get('state'),
    ...challenge,
  }
}

/** Sends the person back to the application with these parameters. */
function returnTo(
  { redirectUri, state }: AuthorizeRequest,
  parameters: Record<string, string>,
): Response {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  if (state !== null) url.searchParams.set('state', state)
  return new Response(null, {
    status: 303,
    headers: { Location: url.href, 'Cache-Control': 'no-store', 'Referrer-Policy': 'no-referrer' },
  })
}

/** Sends the person back to the application after they denied access. */
export function deny(vendor: VendorWithConsent, asked: AuthorizeRequest): Response {
  return returnTo(asked, vendor.denial)
}

/** Returns what the vendor grants in a scenario. */
function grantedIn(
  vendor: VendorWithConsent,
  asked: AuthorizeRequest,
  chosen: string,
  scenario: Scenario,
): Pick<SimulatedGrant, 'accountId' | 'scopes'> {
  return {
    accountId: scenario === 'other_account' ? otherAccount(vendor.service, chosen).id : chosen,
    scopes: scenario === 'fewer_scopes' ? vendor.fewerScopes(asked.scopes) : asked.scopes,
  }
}

/** Stores the grant after the person agreed, and sends the person back with a code for it. */
export async function allow(
  simulation: Simulation,
  vendor: VendorWithConsent,
  asked: AuthorizeRequest,
  form: URLSearchParams,
): Promise<Response> {
  const accounts = listAccounts(vendor.service)
  const chosen = accounts.find(({ id }) => id === form.get('account')) ?? accounts[0]
  if (!chosen) throw new Error(`the sandbox of ${vendor.service} has no accounts`)
  const scenario = scenarioOf(form.get('scenario'))
  const code = vendor.newCode()
  const lifetimeMs = scenario === 'expired_code' ? 0 : vendor.codeLifetimeMs
  const grant = await simulation.grants.open(
    {
      ...grantedIn(vendor, asked, chosen.id, scenario),
      service: vendor.service,
      details: asked.details,
      redirectUri: asked.redirectUri,
      codeChallenge: asked.codeChallenge,
      scenario,
    },
    code,
    simulation.now() + lifetimeMs,
  )
  return returnTo(asked, { code, ...vendor.callbackExtras(grant) })
}
