import { unknownIntegration } from '../core/api-problem'
import { type IntegrationRow, parseRow } from '../grants/integration-row'
import { queueRevocationOfRow } from '../grants/revocations/queue-revocation'
import type { ConnectContext, ConnectOrder } from './connect-order'
import { endReconnectLinks } from './end-reconnect-links'
import { putGrant, type UsableGrant } from './put-grant'
import { recordIntegrationOfCode } from './record-integration-of-code'
import { recordConnection } from './save-connection'
import { findOwnRow, findRowByAccount } from './select-integrations'
import { tellStatus } from './tell-status'

/** Returns the id of the integration, other than `target`, that has the external account, if there is one. */
export async function findOtherIntegrationId(
  { storage }: ConnectContext,
  { caller, service }: ConnectOrder,
  target: IntegrationRow,
  externalId: string,
): Promise<string | undefined> {
  const other = await findRowByAccount(storage.db, caller, service, externalId)
  return other?.id === target.id ? undefined : other?.id
}

/**
 * Puts another external account into an existing integration, which keeps its id and `connected_at`. The
 * earlier grant is revoked.
 */
export async function replaceAccount(
  context: ConnectContext,
  order: ConnectOrder,
  target: IntegrationRow,
  usable: UsableGrant,
): Promise<IntegrationRow> {
  const { outbox, revocations, now } = context
  const { row, revocationId } = await outbox.transaction(async (transaction, tell) => {
    for (;;) {
      const storedRow = await findOwnRow(transaction, order.caller, target.id)
      if (!storedRow) throw unknownIntegration()
      const rowBefore = parseRow(storedRow)
      const { caller } = order
      const row = await putGrant(context, transaction, { rowBefore, caller }, usable)
      if (!row) continue
      await recordConnection(transaction, order, usable, {
        id: row.id,
        at: now(),
        type: 'account_replaced',
      })
      await endReconnectLinks(transaction, row, 'account_replaced', now())
      const revocationId = await queueRevocationOfRow(context, revocations, transaction, rowBefore)
      await recordIntegrationOfCode(context, transaction, order, rowBefore.id)
      await tellStatus(context, tell, rowBefore, row)
      return { row, revocationId }
    }
  })
  if (revocationId !== undefined) await revocations.revokeQueued(revocationId)
  return row
}
