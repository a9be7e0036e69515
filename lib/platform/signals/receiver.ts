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
  /** The ids of the accounts that are meant. Absent when all accounts of the owners are. */
  accounts?: readonly string[]
}

/** Grants that a vendor names by their refresh tokens. */
export interface NamedTokens {
  services: readonly Service[]
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

/** A request that has to be answered with this body, and asks for nothing else. */
export interface Handshake {
  answer: object
}

/** A request with something to keep, before it is answered. */
export interface Delivery {
  keep: () => Promise<void>
}

/** A signed request that tells nothing about a grant. */
export const nothingToDo = 'nothing_to_do'

/** Verifies and reads the requests of one vendor. */
export interface Receiver {
  /** Whether the requests of the real vendor can be verified. Those of the sandbox always can. */
  isSetUp: boolean
  /** The form of the rest of the path. Absent for a vendor with one address. */
  pathPattern?: RegExp
  /** The most bytes of a body. Absent for the usual limit. */
  maxBodyBytes?: number
  /**
   * Returns what the vendor told, or `undefined` when the vendor did not sign the request or signed it too long ago.
   * Makes no use of the store. Throws `ProviderError` when the vendor's keys cannot be read now.
   */
  read: (
    received: ReceivedRequest,
  ) => Promise<Signal | Handshake | Delivery | typeof nothingToDo | undefined>
}
