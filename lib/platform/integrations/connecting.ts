import type { ConnectRequest } from '@/lib/contract/api/integration'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Caller } from '../access/caller'
import type { Codes } from '../codes/codes'
import type { GrantsContext } from '../grants/grants-context'
import type { IntegrationRow } from '../grants/integration-row'
import type { Revocations } from '../grants/revocations/revocations'
import type { Grant } from '../grants/vault/vault'
import type { ProviderClient } from '../providers/provider'

/** What the steps of connecting work with. */
export interface ConnectingContext extends GrantsContext {
  codes: Codes
  revocations: Revocations
}

/** A request to connect, after everything that can be refused without asking a provider. */
export interface ConnectOrder {
  caller: Caller
  request: ConnectRequest
  service: Service
  client: ProviderClient
  /** The integration that this is a reconnect of, when the request says so. */
  target: IntegrationRow | undefined
}

/** Where a grant came from decides what happens to it when it cannot be used. */
export interface Obtained {
  grant: Grant
  /** `code`: fresh from the provider; `held`: waits under its code; `token`: in the request itself. */
  source: 'code' | 'held' | 'token'
  /** Nobody else has it: it is lost at its provider unless this request keeps it or lets go of it. */
  inHand: boolean
}
