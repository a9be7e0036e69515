import type { CodeState } from '../codes/code-state'
import { recordEvent } from '../core/history'
import { reloadStoredRow } from '../grants/integration-row'
import { removeCredential } from '../grants/remove-credential'
import { queueRevocationOfRow } from '../grants/revocations/queue-revocation'
import type { ConnectContext, ConnectOrder } from './connect-order'
import { tellStatus } from './tell-status'

type UsedCode = Extract<CodeState, { outcome: 'used' }>

const connectingEvents = ['connected', 'reconnected', 'account_replaced']

/**
 * Revokes the grant of a used code when another API token presents the code again, because one of the two tokens
 * presented a stolen code. The grant is that of the integration that the code made, or the grant that is held under
 * the code. An integration that was reconnected meanwhile is left as it is.
 */
export async function revokeReplayedGrant(
  context: ConnectContext,
  { caller }: ConnectOrder,
  code: string,
  usedCode: UsedCode,
): Promise<void> {
  if (usedCode.usedByTokenId === caller.tokenId) return
  const { codes, revocations, log } = context
  const { integrationId, grant } = await codes.markReplayed(code)
  const { accountId, environment, service } = usedCode
  const fields = { account: accountId, integration: integrationId, token_id: caller.tokenId }
  log.warn({ audit: 'code_replayed', ...fields }, 'audit')
  if (grant !== null) {
    await revocations.revoke({ accountId, environment, service, grant })
  }
  if (integrationId === null) return
  const revocationId = await removeStolenCredential(context, { ...usedCode, integrationId })
  if (revocationId !== undefined) await revocations.revokeQueued(revocationId)
}

/**
 * Removes the credential of an integration, sets its status to `error` and queues the revocation of its grant.
 * Returns the id of the revocation, or `undefined` when there is nothing to revoke or the integration was
 * reconnected meanwhile.
 */
async function removeStolenCredential(
  context: ConnectContext,
  { accountId, usedAt, integrationId }: UsedCode & { integrationId: string },
): Promise<string | undefined> {
  const { outbox, revocations, now } = context
  return outbox.transaction(async (transaction, tell) => {
    for (;;) {
      const row = await transaction
        .selectFrom('integrations')
        .selectAll()
        .where('id', '=', integrationId)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      const connections = await transaction
        .selectFrom('events')
        .select('id')
        .where('account_id', '=', accountId)
        .where('integration_id', '=', integrationId)
        .where('type', 'in', connectingEvents)
        .where('at', '>=', usedAt)
        .execute()
      // A second event since the use of the code means that the integration was reconnected.
      if (!row || row.credential === null || connections.length > 1) return undefined
      const statusColumns = {
        status: 'error',
        status_reason: 'revoked',
        checked_at: now(),
        broken_at: now(),
        status_since: row.status === 'error' ? row.status_since : now(),
      }
      if (!(await removeCredential(transaction, row, statusColumns))) continue
      const eventFields = { integration: row, at: now() }
      await recordEvent(transaction, { ...eventFields, type: 'code_replayed' })
      await recordEvent(transaction, { ...eventFields, type: 'status_error', reason: 'revoked' })
      await tellStatus(context, tell, row, await reloadStoredRow(transaction, row))
      return queueRevocationOfRow(context, revocations, transaction, row)
    }
  })
}
