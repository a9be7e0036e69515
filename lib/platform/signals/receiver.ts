import type { Environment } from '@/lib/contract/api/role'
import type { Service } from '@/lib/contract/services/catalogue'

/** A request as a vendor sent it. */
export interface ReceivedRequest {
  /** The part of the path after the name of the vendor, without a slash at the beginning. */
  path: string
  headers: Headers
  body: Uint8Array<ArrayBuffer>
}

/** Grants that a vendor names by the account they are for. */
export interface NamedAccounts {
  services: readonly Service[]
  /** The units whose grants the vendor ends together, as `grantOwner` returns them. */
  owners: readonly string[]
  /**
   * The external ids of the accounts that the vendor names. Absent when it means all accounts of
   * the owners.
   */
  accounts?: readonly string[]
}

/** Grants that a vendor names by their refresh tokens. */
export interface NamedTokens {
  services: readonly Service[]
  /** Returns whether the vendor means this refresh token. */
  isNamed: (refreshToken: string) => boolean
}

/** The content of a request that a vendor has signed. */
export interface Signal {
  /** The environment to whose vendor the signature belongs: the real vendor, or the one of the sandbox. */
  environment: Environment
  /** The vendor's id of the event, which is the same in each delivery of the event. */
  eventId: string
  accounts: readonly NamedAccounts[]
  tokens: readonly NamedTokens[]
}

/** The body with which a request has to be answered, when it asks for nothing else. */
export interface Handshake {
  answer: object
}

/** A request with an update for a bot, which has to be stored before the request is answered. */
export interface BotUpdate {
  store: () => Promise<void>
}

/** A signed request that says nothing about a grant. */
export const nothingToDo = 'nothing_to_do'

/** Verifies and reads the requests of one vendor. */
export interface Receiver {
  /** Whether requests of the real vendor can be verified. Signals of the sandbox always can. */
  isSetUp: boolean
  /**
   * Matches the part of the path after the name of the vendor. Absent when that part has to be
   * empty.
   */
  pathPattern?: RegExp
  /** The limit for the size of a body. Absent for the usual limit, 16 KB. */
  maxBodyBytes?: number
  /**
   * Returns the content of a request, or `undefined` when the vendor did not sign the request or
   * signed it too long ago. Does not use the store. Throws `ProviderError` when the vendor's keys
   * cannot be read now.
   */
  read: (
    received: ReceivedRequest,
  ) => Promise<Signal | Handshake | BotUpdate | typeof nothingToDo | undefined>
}
