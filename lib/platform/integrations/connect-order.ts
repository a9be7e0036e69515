import type { ConnectRequest } from '@/lib/contract/api/integration'
import type { Service } from '@/lib/contract/services/catalogue'
import type { Caller } from '../access/caller'
import type { ConnectAttempts } from '../attempts/connect-attempts'
import type { Codes } from '../codes/codes'
import type { GrantsContext } from '../grants/grants-context'
import type { IntegrationRow } from '../grants/integration-row'
import type { Revocations } from '../grants/revocations/revocations'
import type { ProviderClient } from '../providers/provider'
import type { Outbox } from '../webhooks/outbox'
import type { AttemptOfCode } from './attempt-of-code'

/** The context of the functions that change the status of an integration: also the outbox, through which webhooks are told of it. */
export interface StatusChangeContext extends GrantsContext {
  outbox: Outbox
}

/** The context of the functions that connect an integration: also the codes, the attempts and the revocations. */
export interface ConnectContext extends StatusChangeContext {
  codes: Codes
  connectAttempts: ConnectAttempts
  revocations: Revocations
}

/** A request to connect that `acceptOrder` has accepted. */
export interface ConnectOrder {
  caller: Caller
  request: ConnectRequest
  service: Service
  client: ProviderClient
  /** The integration to reconnect, when the request names one. */
  target: IntegrationRow | undefined
  attempt: AttemptOfCode
}
