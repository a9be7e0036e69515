import type { Actor } from '@/lib/contract/api/actor'
import type { AccountReference } from '@/lib/contract/api/external-account'
import { type ReconnectLinkEnd, reconnectLinkEnds } from '@/lib/contract/api/reconnect-link'
import { type Environment, environmentSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'
import { hashSecret } from '@/lib/storage/secret-hash'
import { findEntryLink } from '../access/people/entry-links'
import { actorIn } from '../access/people/tokens-behind'

/** A link with which a person can reconnect an integration. */
export interface OpenReconnectLink {
  id: string
  /** The Miteos account. */
  accountId: string
  accountName: string
  environment: Environment
  integrationId: string
  service: string
  /** The external account as which the person has to reconnect. */
  expectedAccount: AccountReference
  /** The service and the name of the external account, as the row has them. */
  integration: { service: string; account_name: string }
  /** Whether the integration works at the moment. */
  isConnected: boolean
  /** Whether a person who does not belong to the Miteos account can join it with the link. */
  letsIn: boolean
  /** The id of the actor who uses the link already, or null. */
  claimedBy: string | null
  /** Who made the link. */
  madeBy: Actor
}

/**
 * What a reconnect link leads to. Outside of `link`, `accountName` is the name of the external
 * account.
 */
export type FoundReconnectLink =
  | { outcome: 'open'; link: OpenReconnectLink }
  | { outcome: ReconnectLinkEnd; service: string; accountName: string }
  | { outcome: 'expired' | 'unknown' }

/** Finds the reconnect link with a secret. */
export async function findReconnectLink(
  db: Database,
  secret: string,
  now: number,
): Promise<FoundReconnectLink> {
  const row = await db
    .selectFrom('reconnect_links as links')
    .innerJoin('accounts', 'accounts.id', 'links.account_id')
    .innerJoin('integrations', (join) =>
      join
        .onRef('integrations.id', '=', 'links.integration_id')
        .onRef('integrations.account_id', '=', 'links.account_id'),
    )
    .select(['links.id', 'links.account_id', 'links.environment', 'links.integration_id'])
    .select(['links.external_id', 'links.email', 'links.created_by', 'links.expires_at'])
    .select(['links.claimed_by', 'links.ended_at', 'links.end_reason'])
    .select(['accounts.name as owner', 'service', 'account_name', 'status'])
    .select('integrations.external_id as external_id_now')
    .where('links.hash', '=', hashSecret(secret))
    .executeTakeFirst()
  const environment = environmentSchema.safeParse(row?.environment)
  const madeBy = actorIn(row?.created_by)
  if (!row || !environment.success || !madeBy) return { outcome: 'unknown' }
  const { service, account_name: accountName } = row
  // An older release changes integrations without ending their links.
  const wasReplaced = row.external_id !== row.external_id_now
  const end = reconnectLinkEnds.find((reason) => reason === row.end_reason)
  if (row.ended_at !== null && end) return { outcome: end, service, accountName }
  if (row.ended_at !== null) return { outcome: 'unknown' }
  if (row.status === 'disconnected') return { outcome: 'disconnected', service, accountName }
  if (wasReplaced) return { outcome: 'account_replaced', service, accountName }
  if (row.expires_at <= now) return { outcome: 'expired' }
  const entry = await findEntryLink(db, secret, now)
  return {
    outcome: 'open',
    link: {
      id: row.id,
      accountId: row.account_id,
      accountName: row.owner,
      environment: environment.data,
      integrationId: row.integration_id,
      service,
      expectedAccount: { id: row.external_id, name: accountName },
      integration: { service, account_name: accountName },
      isConnected: row.status === 'connected',
      letsIn: entry.outcome === 'open',
      claimedBy: row.claimed_by,
      madeBy,
    },
  }
}
