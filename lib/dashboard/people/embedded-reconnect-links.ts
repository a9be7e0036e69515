import 'server-only'
import type { Actor } from '@/lib/contract/api/actor'
import type { AccountReference } from '@/lib/contract/api/external-account'
import type { ReconnectLinkEnd } from '@/lib/contract/api/reconnect-link'
import type { Environment } from '@/lib/contract/api/role'

/** A link with which somebody can reconnect an integration. */
export interface OpenReconnectLink {
  /** The id of the link. It is no secret. */
  id: string
  accountId: string
  accountName: string
  environment: Environment
  integrationId: string
  service: string
  expectedAccount: AccountReference
  /** Whether the integration works at the moment. */
  isConnected: boolean
  /** Whether somebody who does not belong to the account can join it with the link. */
  letsIn: boolean
  /** The id of the person or API token that uses the link already, or null. */
  claimedBy: string | null
  /** The person or API token that made the link. */
  madeBy: Actor
}

/** The reconnect links of the embedded platform, for the page to which they lead. */
export interface EmbeddedReconnectLinks {
  /** Returns what a link is for, without using it. */
  find: (
    secret: string,
  ) => Promise<
    | { outcome: 'open'; link: OpenReconnectLink }
    | { outcome: ReconnectLinkEnd; service: string; accountName: string }
    | { outcome: 'expired' | 'unknown' }
  >
  /**
   * Records who uses a link. From then on nobody else can use it. Returns false when the claimant
   * cannot use it.
   */
  claim: (
    secret: string,
    claimant: { accountId: string; environment: Environment; actor: Actor },
  ) => Promise<boolean>
}
