import type { Inbox } from '../inboxes/inboxes'
import type { Credential, ExternalAccount, ProviderClient } from '../providers/provider'

/** One request to a vendor's API. */
export interface VendorRequest {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** The vendor's own URL. A function when the credential is part of the URL. */
  url: string | ((credential: Credential, client: ProviderClient) => string)
  /** Added to the URL. Values that are undefined are left out. */
  query?: Readonly<Record<string, string | number | boolean | undefined>>
  headers?: Readonly<Record<string, string>>
  /** Sent as JSON. */
  json?: unknown
  /** Sent as `application/x-www-form-urlencoded`. Values that are undefined are left out. */
  form?: Readonly<Record<string, string | number | boolean | undefined>>
  /**
   * True when the request changes something at the vendor. After such a request without a clear answer, nobody knows
   * whether it was done: it is never repeated, and the call fails as `outcome_unknown`.
   */
  writes: boolean
}

export interface VendorAnswer {
  status: number
  headers: Headers
  /**
   * The JSON of the answer. `undefined` for an answer without a body, and for an error whose body is not JSON. Untrusted: parse
   * it with a schema.
   */
  body: unknown
}

/** What the requests to one API of a vendor have in common, and the meaning of its errors. */
export interface VendorApi {
  /** The name of the vendor in sentences. */
  name: string
  /** Returns the headers that carry the credential, and those that every request of this API has. */
  headers: (credential: Credential, client: ProviderClient) => Readonly<Record<string, string>>
  /** Returns whether the answer says that the access token is not accepted, so that a new one may help. */
  refusesToken: (answer: VendorAnswer) => boolean
  /** Returns the failure that an answer reports, or `undefined` for an answer with a result. */
  failureIn: (answer: VendorAnswer) => Error | undefined
  /**
   * Returns the failure for an answer that leads to another address, which is never followed. Absent when the vendor
   * has no such answers.
   */
  failureOfRedirect?: () => Error
  /** Set when the vendor limits each of its methods separately. Otherwise a wait applies to the whole integration. */
  limitsEachMethod?: true
  /** Returns the seconds to wait that the body of a 429 names. Absent when the vendor sends `Retry-After`. */
  waitSecondsIn?: (answer: VendorAnswer) => number | undefined
}

/** How many requests of one call that change something at the vendor have begun, and how many were answered with a result. */
export interface WriteProgress {
  begun: number
  done: number
}

/** What a tool gets for one call: the account at the vendor, and the only way to the vendor's API. */
export interface VendorSession {
  /**
   * Sends a request with an access token that works: a token that has run out is renewed first, and when the vendor
   * refuses the token, it is renewed once and the request sent again.
   *
   * @throws {ToolFailure} when there is no answer with a result
   * @throws {GrantRefusedError} when the vendor accepts no token of the grant
   */
  send: (api: VendorApi, request: VendorRequest) => Promise<VendorAnswer>
  /** The account at the vendor. */
  account: ExternalAccount
  /** The integration that the call uses, and the customer's account that it belongs to. */
  integration: { id: string; accountId: string; service: string; environment: string }
  /** The updates that the platform has received for the account. Present for bots only. */
  inbox?: Inbox
  /**
   * A text that is the same in each repetition of the call, and different in all other calls. Made from the key that
   * came with the call. Absent when none came.
   */
  key?: string
  /** Milliseconds since 1970. */
  now: () => number
}
