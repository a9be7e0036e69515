import type { Actor } from '@/lib/contract/api/actor'
import type { Caller } from '../access/caller'
import { unknownIntegration } from '../core/api-problem'
import { recordEvent } from '../core/history'
import { reloadStoredRow } from '../grants/integration-row'
import { removeCredential } from '../grants/remove-credential'
import { queueRevocationOfRow } from '../grants/revocations/queue-revocation'
import type { Revocations } from '../grants/revocations/revocations'
import type { StatusChangeContext } from './connect-order'
import { endReconnectLinks } from './end-reconnect-links'
import { findOwnRow } from './select-integrations'
import { tellStatus } from './tell-status'

/**
 * Disconnects an integration. First removes the credential here, in one database transaction, so
 * that no tool can use the grant any more. Then asks the provider to revoke the grant; if that
 * fails, the provider is asked again later. Does nothing when the integration is already
 * disconnected.
 *
 * @param actor who disconnects the integration, for the history
 * @param note the reason that the actor gives in their own words
 */
export async function disconnect(
  context: StatusChangeContext,
  revocations: Revocations,
  caller: Pick<Caller, 'accountId' | 'environment'>,
  id: string,
  actor: Actor | undefined,
  note?: string,
): Promise<void> {
  const { outbox, now } = context
  const revocationId = await outbox.transaction(async (transaction, tell) => {
    for (;;) {
      const row = await findOwnRow(transaction, caller, id)
      if (!row) throw unknownIntegration()
      if (row.status === 'disconnected') return undefined
      const statusColumns = {
        status: 'disconnected',
        status_reason: null,
        broken_at: null,
        status_since: now(),
        disconnecting_since: null,
        disconnecting_by: null,
      }
      if (!(await removeCredential(transaction, row, statusColumns))) continue
      const eventFields = { integration: row, at: now(), actor }
      await recordEvent(transaction, { ...eventFields, type: 'disconnected', note })
      await endReconnectLinks(transaction, row, 'disconnected', now())
      await tellStatus(context, tell, row, await reloadStoredRow(transaction, row))
      const revocationId = await queueRevocationOfRow(context, revocations, transaction, row)
      if (revocationId === undefined) {
        const skippedEvent = { type: 'revocation_skipped', reason: 'nothing_held' } as const
        await recordEvent(transaction, { ...eventFields, ...skippedEvent, actor: undefined })
      }
      return revocationId
    }
  })
  if (revocationId !== undefined) await revocations.revokeQueued(revocationId)
}
