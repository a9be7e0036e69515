import type { StatusReason } from '@/lib/contract/api/integration'
import type { Service } from '@/lib/contract/services/catalogue'
import type { ProviderError } from './provider-error'

/**
 * Sends a request to a provider: over the network, to the sandbox, or to a test's fake.
 *
 * @param patienceMs how long this call may take, when the client's own timeout does not fit
 */
export type ProviderFetch = (request: Request, patienceMs?: number) => Promise<Response>

/** Our registration at one provider, and the way to reach it. */
export interface ProviderClient {
  id: string
  secret: string
  /** Returns where a vendor's URL is found: the URL itself, or the same path on another origin. */
  at: (vendorUrl: string) => URL
  /** Throws `ProviderError` when there is no answer; never follows a redirect. */
  fetch: ProviderFetch
  /** Milliseconds since 1970. */
  now: () => number
  /**
   * A new token of the shared bot, for one connection alone: only the sandbox's bot has more than
   * one, so that what breaks one connection there breaks no other.
   */
  lendBot?: () => string
  /** Tells the operator of a failure that the work went on without. */
  report?: (error: ProviderError) => void
}

/** The tokens that give access to a connected account. Stored only sealed, in the vault. */
export interface Credential {
  accessToken: string
  refreshToken?: string
  /** Milliseconds since 1970; absent when the provider names no end. */
  expiresAt?: number
  /** What the person granted, which may be less than was asked. */
  scopes: string[]
  /** What else this provider needs later, by its own names, e.g. `stripe_user_id`. */
  details: Record<string, string>
}

export interface ExternalAccount {
  /** Stable at the provider; two connections with one id are the same account. */
  id: string
  name: string
}

export type Health =
  /** With the account as it is called now, where the answer says so. */
  | { state: 'alive'; account?: ExternalAccount }
  /** The access token no longer works; a refresh may still help. */
  | { state: 'stale'; reason: StatusReason }
  /** A definitive answer: only the person can bring it back. */
  | { state: 'dead'; reason: StatusReason }

/** What every service has, with OAuth or without. */
export interface ConnectedService {
  service: Service
  /** By tool, all scopes that it needs. Empty lists when the provider has no scopes. */
  toolScopes: Readonly<Record<string, readonly string[]>>
  /** By scope, the narrower scopes that it includes. */
  widerScopes?: Readonly<Record<string, readonly string[]>>
  /** Asks the provider who the credential belongs to. */
  identify: (credential: Credential, client: ProviderClient) => Promise<ExternalAccount>
  /** Returns the id that `identify` will find, when the token answer contains it. */
  knownAs?: (credential: Credential) => string | undefined
  /**
   * Asks the provider whether the grant lives. Throws `ProviderError` when it cannot be known.
   *
   * @param known the account as it was last called
   */
  check: (
    credential: Credential,
    client: ProviderClient,
    known?: ExternalAccount,
  ) => Promise<Health>
  /**
   * Ends the whole grant at the provider; a grant that is already gone counts as ended. `'by_hand'`
   * where the provider has no call for it; `'untouched'` where nothing there is the person's own to
   * end. Throws `ProviderError` when it may not have ended: `refused` when the access token has run
   * out and a refresh has to come first, which `revokeWithLivingToken` sees to.
   */
  revoke: (
    credential: Credential,
    client: ProviderClient,
  ) => Promise<'revoked' | 'by_hand' | 'untouched'>
  /**
   * Ends this credential and leaves the grant, for when another integration of ours lives by the
   * same one. Absent where the provider knows no such thing: there, leave the credential alone.
   */
  revokeTokenOnly?: (credential: Credential, client: ProviderClient) => Promise<void>
  /** Ends the part of a credential that only this account uses, when other integrations use the rest. */
  revokeOwnPart?: (credential: Credential, client: ProviderClient) => Promise<void>
  /**
   * Where one credential serves several accounts: what they have in common. Elsewhere only the same
   * account can have the same credential.
   */
  grantOwner?: (externalId: string) => string
  /** Where ending a grant ends it for several clients: what they have in common. */
  registrationOf?: (clientId: string) => string
  /**
   * Where the vendor's API is found when the vendor is run by a customer, or in a customer's own domain.
   * Absent where the vendor sells no such thing: there every URL keeps its path.
   */
  ownInstallation?: OwnInstallation
}

export interface OwnInstallation {
  /** The vendor's URLs of this origin are those of its API. */
  apiOrigin: string
  /** The base of the API at the address that was configured, without a slash at the end. */
  apiAt: (address: URL) => string
}
