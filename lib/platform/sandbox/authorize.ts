import type { Scenario } from '@/lib/contract/api/sandbox-scenarios'
import { providerRedirectUri } from '../core/provider-redirect-uri'
import { sandboxRegistrations } from '../core/sandbox-registrations'
import { listAccounts, otherAccount } from './accounts'
import { isRegisteredRedirect } from './registered-redirect'
import { scenarioOf } from './scenarios'
import type { SimulatedGrant } from './simulated-grants'
import type { Simulation } from './simulation'
import type { AuthorizeProblem, RequestedAccess, VendorWithConsent } from './vendors/vendor'

/** An authorize request that the vendor accepts. */
export interface AuthorizeRequest extends RequestedAccess {
  redirectUri: string
  state: string | null
  codeChallenge: string | null
}

const challengePattern = /^[A-Za-z0-9_-]{43}$/

/**
 * Reads the code challenge of a request. `codeChallenge` is `null` when the request has none or the vendor ignores
 * PKCE. Returns `undefined` when the challenge is not valid.
 */
function readChallenge(vendor: VendorWithConsent, parameters: URLSearchParams) {
  const codeChallenge = vendor.checksPkce ? parameters.get('code_challenge') : null
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

  const sentRedirectUri = parameters.get('redirect_uri')
  if (sentRedirectUri === null && vendor.requiresRedirectUri) return 'missing_redirect'
  const redirectUri = sentRedirectUri ?? providerRedirectUri(appUrl, vendor.service)
  if (!isRegisteredRedirect(redirectUri, appUrl, vendor.service)) return 'redirect_mismatch'
  if (vendor.requiresResponseType && parameters.get('response_type') !== 'code') {
    return 'wrong_response_type'
  }
  const challenge = readChallenge(vendor, parameters)
  if (!challenge) return 'wrong_challenge'

  const access = vendor.readAccess(parameters)
  if (typeof access === 'string') return access
  const details = {
    ...access.details,
    ...(sentRedirectUri === null ? {} : { redirect_sent: 'true' }),
  }
  return {
    scopes: access.scopes,
    details,
    redirectUri,
    state: parameters.get('state'),
    ...challenge,
  }
}

/** Returns the redirect that sends the person back to the application with these parameters. */
function redirectBack(
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

/** Returns the redirect that sends the person back to the application after they denied access. */
export function deny(vendor: VendorWithConsent, request: AuthorizeRequest): Response {
  return redirectBack(request, vendor.denial)
}

/** Returns the account and the scopes that the vendor grants in a scenario. */
function grantedIn(
  vendor: VendorWithConsent,
  request: AuthorizeRequest,
  chosenId: string,
  scenario: Scenario,
): Pick<SimulatedGrant, 'accountId' | 'scopes'> {
  return {
    accountId: scenario === 'other_account' ? otherAccount(vendor.service, chosenId).id : chosenId,
    scopes: scenario === 'fewer_scopes' ? vendor.fewerScopes(request.scopes) : request.scopes,
  }
}

/**
 * Stores the grant after the person agreed. Returns the redirect that sends the person back with its code.
 *
 * @param owner the customer's account of the person, or null when nobody is signed in
 */
export async function allow(
  simulation: Simulation,
  vendor: VendorWithConsent,
  request: AuthorizeRequest,
  form: URLSearchParams,
  owner: string | null,
): Promise<Response> {
  const accounts = listAccounts(vendor.service)
  const chosen = accounts.find(({ id }) => id === form.get('account')) ?? accounts[0]
  if (!chosen) throw new Error(`the sandbox of ${vendor.service} has no accounts`)
  const scenario = scenarioOf(form.get('scenario'))
  const code = vendor.newCode()
  const lifetimeMs = scenario === 'expired_code' ? 0 : vendor.codeLifetimeMs
  const grant = await simulation.grants.store(
    {
      ...grantedIn(vendor, request, chosen.id, scenario),
      service: vendor.service,
      details: request.details,
      redirectUri: request.redirectUri,
      codeChallenge: request.codeChallenge,
      scenario,
      owner,
    },
    code,
    simulation.now() + lifetimeMs,
  )
  return redirectBack(request, { code, ...vendor.callbackExtras(grant) })
}
