import type { Hono } from 'hono'
import type { Service } from '@/lib/contract/services/catalogue'
import type { SandboxEnv } from '../open-world'
import type { SimulatedGrant } from '../simulated-grants'
import type { Simulation } from '../simulation'
import type { Seed } from '../worlds'

/** The problem with an authorize request for which the vendor shows an error page instead of its consent page. */
export type AuthorizeProblem =
  | 'unknown_client'
  | 'missing_redirect'
  | 'redirect_mismatch'
  | 'wrong_response_type'
  /** The PKCE challenge has a wrong form, or a method other than S256. */
  | 'wrong_challenge'
  | 'repeated_parameter'
  | 'wrong_scope'
  /** The parameter `owner`, which only Notion has, is not `user`. */
  | 'wrong_owner'

/** The access that an authorize request asks for. */
export interface RequestedAccess {
  scopes: string[]
  /** Other values of the request, which the vendor needs at the exchange. */
  details: Record<string, string>
}

/** The error that a vendor shows for a problem with an authorize request. */
export interface AuthorizeError {
  status: number
  title: string
  /** The vendor's error code, e.g. `redirect_uri_mismatch`. */
  code: string
}

/** The parts of a stored credential by which a vendor finds its grant or its account. */
export interface SandboxCredential {
  accessToken: string
  refreshToken?: string
  details: Readonly<Record<string, string>>
}

/** A simulated vendor and the routes that it answers below `/sandbox/{service}`. */
export interface Vendor {
  service: Service
  routes: (simulation: Simulation) => Hono<SandboxEnv>
  /** Writes what is in each account at the beginning. Absent when the vendor's tools are not simulated. */
  seed?: Seed
  /** Returns the simulated account of a credential. Only for a vendor at which the access token does not name a grant. */
  subjectOf?: (credential: SandboxCredential) => string | undefined
  /**
   * Ends the grant of a credential. Only for a vendor at which an access token is not enough to find the grant.
   * Returns `false` when there is no grant, or when other people use it too.
   */
  breakGrant?: (simulation: Simulation, credential: SandboxCredential) => Promise<boolean>
  /**
   * Returns the signed request with which the vendor reports that the grant of a credential was revoked, or `undefined` when
   * the sandbox has no such grant. Absent when the vendor sends no such reports.
   */
  revocationSignal?: (
    simulation: Simulation,
    credential: SandboxCredential,
  ) => Promise<Request | undefined>
}

/** A simulated vendor with a consent page, on which a person allows access to an account. */
export interface VendorWithConsent extends Vendor {
  /** The vendor's own authorize path. */
  authorizePath: string
  /** The main heading of the consent page. */
  heading: string
  /** A note on the consent page about what is different at this vendor. */
  remark?: string
  codeLifetimeMs: number
  newCode: () => string
  /** Whether the vendor checks PKCE (S256) if the request has a challenge. */
  checksPkce: boolean
  requiresRedirectUri: boolean
  requiresResponseType: boolean
  /** Returns the access that an authorize request asks for, or the problem with it. */
  readAccess: (parameters: URLSearchParams) => RequestedAccess | AuthorizeProblem
  /** Returns the requested permissions in the words of the vendor's consent page. */
  permissions: (access: RequestedAccess) => string[]
  /** Returns the scopes that the scenario "Fewer scopes" grants. */
  fewerScopes: (scopes: string[]) => string[]
  /** Returns the parameters that the vendor adds to `code` and `state` when it redirects back. */
  callbackExtras: (grant: Pick<SimulatedGrant, 'scopes'>) => Record<string, string>
  /** The parameters with which the vendor reports that the person denied access. */
  denial: Record<string, string>
  /** The vendor's own errors. For every other problem, the error page has a default error. */
  errors: Partial<Record<AuthorizeProblem, AuthorizeError>>
}

/** Returns whether a vendor has a consent page. */
export function hasConsentPage(vendor: Vendor | VendorWithConsent): vendor is VendorWithConsent {
  return 'authorizePath' in vendor
}

/** Returns the first half of the scopes, rounded up, or none when there is only one. */
export function firstHalf(scopes: readonly string[]): string[] {
  return scopes.length < 2 ? [] : scopes.slice(0, Math.ceil(scopes.length / 2))
}

/** Splits a list at the vendor's separator. Leaves out empty and repeated entries. */
export function scopeList(value: string | null, separator: RegExp): string[] {
  return [...new Set((value ?? '').split(separator).filter(Boolean))]
}
