import type { Hono } from 'hono'
import type { Service } from '@/lib/contract/services/catalogue'
import type { SimulatedGrant } from '../simulated-grants'
import type { Simulation } from '../simulation'

/** Why a vendor shows an error page instead of its consent page. */
export type AuthorizeProblem =
  | 'unknown_client'
  | 'missing_redirect'
  | 'redirect_mismatch'
  | 'wrong_response_type'
  | 'wrong_challenge'
  | 'repeated_parameter'
  | 'wrong_scope'
  | 'wrong_owner'

/** What an authorize request asks of the person. */
export interface Asked {
  scopes: string[]
  /** What the vendor needs of the request at the exchange. */
  details: Record<string, string>
}

export interface ErrorWords {
  status: number
  title: string
  /** The vendor's own name for the problem, e.g. `redirect_uri_mismatch`. */
  code: string
}

/** The credential whose grant a fault breaks. */
export interface BrokenCredential {
  accessToken: string
  details: Readonly<Record<string, string>>
}

/** A simulated vendor: what it answers below `/sandbox/{service}`. */
export interface Vendor {
  service: Service
  routes: (simulation: Simulation) => Hono
  /**
   * Breaks the grant of a credential, for a vendor whose access tokens do not lead to a grant in the sandbox.
   * Returns `false` when there is no grant, or it belongs to no single person.
   */
  breakGrant?: (simulation: Simulation, credential: BrokenCredential) => Promise<boolean>
}

/** A vendor whose accounts are connected by consent. */
export interface ConsentVendor extends Vendor {
  /** The vendor's own authorize path. */
  authorizePath: string
  /** h1 of the consent page. */
  heading: string
  /** A note on the page about how this vendor's consent differs. */
  remark?: string
  codeLifetimeMs: number
  newCode: () => string
  /** S256, when a challenge is sent. */
  pkce: boolean
  requiresRedirectUri: boolean
  requiresResponseType: boolean
  ask: (parameters: URLSearchParams) => Asked | AuthorizeProblem
  /** The asked scopes in the words of the vendor's consent page. */
  permissions: (asked: Asked) => string[]
  /** Returns the scopes that the scenario "Fewer scopes" grants. */
  fewerScopes: (scopes: string[]) => string[]
  /** What the vendor adds to `code` and `state`. */
  callbackExtras: (grant: Pick<SimulatedGrant, 'scopes'>) => Record<string, string>
  denial: Record<string, string>
  errorWords: Partial<Record<AuthorizeProblem, ErrorWords>>
}

export function asksForConsent(vendor: Vendor | ConsentVendor): vendor is ConsentVendor {
  return 'authorizePath' in vendor
}

export const minuteMs = 60_000
export const hourMs = 60 * minuteMs
export const dayMs = 24 * hourMs

/** Returns the first half of the scopes; none when there is only one. */
export function firstHalf(scopes: readonly string[]): string[] {
  return scopes.length < 2 ? [] : scopes.slice(0, Math.ceil(scopes.length / 2))
}

/** Splits a list at the vendor's separator, without empty and repeated entries. */
export function scopeList(value: string | null, separator: RegExp): string[] {
  return [...new Set((value ?? '').split(separator).filter(Boolean))]
}
