import type { StatusReason } from '@/lib/contract/api/integration'
import type { Service } from '@/lib/contract/services/catalogue'
import type { ProviderError } from './provider-error'

/**
 * Sends a request to a provider: over the network, to the sandbox, or to the fake of a test.
 *
 * @param timeLimitMs the time limit of this call, when the client's own timeout does not fit
 */
export type ProviderFetch = (request: Request, timeLimitMs?: number) => Promise<Response>

/** Our registration at one provider, and the way to reach it. */
export interface ProviderClient {
  id: string
  secret: string
  /** Returns the URL to use for a vendor's URL: the same URL, or the same path on another origin. */
  urlFor: (vendorUrl: string) => URL
  /** Sends a request. Throws `ProviderError` when there is no answer. Never follows a redirect. */
  fetch: ProviderFetch
  /** Milliseconds since 1970. */
  now: () => number
  /**
   * Makes a new token of the sandbox's shared bot, for one connection only, so that a fault in one connection does
   * not break the others. Absent outside the sandbox.
   */
  makeBotToken?: () => string
  /**
   * The URL with which this server's webhooks at Telegram begin. Absent when Telegram cannot reach
   * this server.
   */
  webhookBase?: string
  /** Reports a failure to the operator when the work continues without the failed call. */
  report?: (error: ProviderError) => void
}

/** The tokens that give access to a connected account. Stored only sealed, in the vault. */
export interface Credential {
  accessToken: string
  refreshToken?: string
  /**
   * When the access token expires, in milliseconds since 1970. Absent when the provider did not say
   * so.
   */
  expiresAt?: number
  /** When the access token was issued, in milliseconds since 1970. Absent in credentials of older versions. */
  issuedAt?: number
  /** The scopes that the person granted. They may be fewer than were asked for. */
  scopes: string[]
  /** Other values that this provider needs later, under the provider's own names, e.g. `stripe_user_id`. */
  details: Record<string, string>
}

export interface ExternalAccount {
  /** Never changes at the provider. Two integrations with the same id are for the same account. */
  id: string
  name: string
}

export type Health =
  /** The grant works. `account` has the current name and is present when the answer contains the account. */
  | { state: 'alive'; account?: ExternalAccount }
  /** The access token no longer works. A refresh may still help. */
  | { state: 'stale'; reason: StatusReason }
  /** The provider has ended the grant. Only the person can give a new one. */
  | { state: 'dead'; reason: StatusReason }

/** The properties that every provider has, whether it uses OAuth or not. */
export interface BaseProvider {
  service: Service
  /** All scopes that each tool needs. The lists are empty when the provider has no scopes. */
  toolScopes: Readonly<Record<string, readonly string[]>>
  /** The narrower scopes that a scope includes, by the name of the wider scope. */
  includedScopes?: Readonly<Record<string, readonly string[]>>
  /** Asks the provider to whom the credential belongs. */
  identify: (credential: Credential, client: ProviderClient) => Promise<ExternalAccount>
  /** Returns the id of the account as in `identify`, or `undefined` when the credential does not contain it. */
  accountIdIn?: (credential: Credential) => string | undefined
  /**
   * Asks the provider whether the grant still works. Throws `ProviderError` when the provider's
   * answer does not say so.
   *
   * @param lastKnown the account with its last known name
   */
  probe: (
    credential: Credential,
    client: ProviderClient,
    lastKnown?: ExternalAccount,
  ) => Promise<Health>
  /**
   * Revokes the whole grant at the provider. A grant that has already ended counts as revoked.
   * Returns `by_hand` when the provider has no call for it and the person has to do it, and
   * `untouched` when nothing there belongs to the person. Throws `ProviderError` when the grant may
   * not have been revoked: `refused` when the access token has run out and must be refreshed first,
   * which `revokeWithLivingToken` does.
   */
  revoke: (
    credential: Credential,
    client: ProviderClient,
  ) => Promise<'revoked' | 'by_hand' | 'untouched'>
  /**
   * Revokes this credential but not the grant. Called when another integration uses the same grant.
   * Absent when the provider has no such call; the credential is then not revoked.
   */
  revokeTokenOnly?: (credential: Credential, client: ProviderClient) => Promise<void>
  /** Revokes the part of a credential that only this account uses. Called when other integrations use another part. */
  revokeOwnPart?: (credential: Credential, client: ProviderClient) => Promise<void>
  /**
   * Returns the id of the group of accounts that share one credential, such as a Slack team. Absent when each account
   * has its own credential.
   */
  grantOwner?: (accountId: string) => string
  /**
   * Returns the id of the registration to which a client belongs, such as a Google Cloud project. When one of its
   * clients revokes a grant, the person's grants to all its clients end. Absent when each client stands alone.
   */
  registrationOf?: (clientId: string) => string
  /**
   * How to find the vendor's API when a customer runs the vendor's software, or has it in a domain
   * of their own. Absent when the vendor does not offer that: then only the origin of a URL is
   * replaced.
   */
  ownInstallation?: OwnInstallation
}

/** The origin of the vendor's API, and how to find the API in an installation for one customer. */
export interface OwnInstallation {
  /** The origin of the vendor's API. */
  apiOrigin: string
  /**
   * Returns the base URL of the API at the configured address, without a slash at the end.
   *
   * @param path the path below the API's origin, for a vendor whose APIs have several base URLs
   */
  apiAt: (address: URL, path: string) => string
}
