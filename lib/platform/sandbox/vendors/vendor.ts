import type { Hono } from 'hono'
import type { Service } from '@/lib/contract/catalogue'
import type { Desk } from '../desk'
import type { Grant } from '../grants'

/** Why a vendor shows an error page in place of its consent. */
export type AuthorizeProblem =
  | 'unknown_client'
  | 'missing_redirect'
  | 'redirect_mismatch'
  | 'wrong_response_type'
  | 'wrong_challenge'
  | 'repeated_parameter'
  | 'wrong_scope'
  | 'wrong_owner'

/** What is asked of the person, read from an authorize request. */
export interface Asked {
  scopes: string[]
  /** What the vendor has to remember of the request until the exchange. */
  details: Record<string, string>
}

export interface ErrorWords {
  status: number
  title: string
  /** The vendor's own name for the problem, e.g. `redirect_uri_mismatch`. */
  code: string
}

/** A vendor whose accounts are connected by consent. */
export interface ConsentVendor {
  service: Service
  /** The vendor's own authorize path. */
  authorizePath: string
  /** h1 of the consent page. */
  heading: string
  /** Says how this vendor's consent differs, where it does. */
  remark?: string
  codeLifetime: number
  newCode: () => string
  /** S256, when a challenge is sent. */
  pkce: boolean
  requiresRedirectUri: boolean
  requiresResponseType: boolean
  ask: (parameters: URLSearchParams) => Asked | AuthorizeProblem
  /** The asked scopes in the words of the vendor's consent page. */
  permissions: (asked: Asked) => string[]
  /** What the scenario "Fewer scopes" leaves of them. */
  fewerScopes: (scopes: string[]) => string[]
  /** What the vendor adds to `code` and `state`. */
  callbackExtras: (grant: Pick<Grant, 'scopes'>) => Record<string, string>
  denial: Record<string, string>
  errorWords: Partial<Record<AuthorizeProblem, ErrorWords>>
  routes: (desk: Desk) => Hono
}

export const minute = 60_000
export const hour = 60 * minute
export const dayLong = 24 * hour

/** Half of the scopes that tools hang on, the first ones; none of a single one. */
export function firstHalf(scopes: readonly string[]): string[] {
  return scopes.length < 2 ? [] : scopes.slice(0, Math.ceil(scopes.length / 2))
}

/** A list in the vendor's own separator, without empty and repeated entries. */
export function scopeList(value: string | null, separator: RegExp): string[] {
  return [...new Set((value ?? '').split(separator).filter(Boolean))]
}
