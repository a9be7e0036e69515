import type { CodeState } from '../codes/code-state'
import { recordEvent } from '../core/history'
import { removeCredential } from '../grants/remove-credential'
import { queueRevocationOfRow } from '../grants/revocations/queue-revocation'
import { grantSchema } from '../grants/vault/vault'
import type { ConnectingContext, ConnectOrder } from './connecting'

type UsedCode = Extract<CodeState, { outcome: 'used' }>

const connectingEvents = ['connected', 'reconnected', 'account_replaced']

/**
 * Somebody presents a code that another token has used: one of the two stole it. What the code made
 * or is about to make is ended and revoked, unless the integration was connected anew since.
 */
export async function endReplayed(
  context: ConnectingContext,
  { caller }: ConnectOrder,
  code: string,
  used: UsedCode,
): Promise<void> {
  if (used.usedBy === caller.tokenId) return
  const { codes, revocations, log } = context
  const { integrationId, held } = await codes.markReplayed(code)
  const { accountId, environment, service } = used
  const fields = { account: accountId, integration: integrationId, token_id: caller.tokenId }
  log.warn({ audit: 'code_replayed', ...fields }, 'audit')
  if (held !== null) {
    const grant = grantSchema.parse(JSON.parse(held))
    await revocations.revoke({ accountId, environment, service, grant })
  }
  if (integrationId === null) return
  const revocationId = await endIntegration(context, { ...used, integrationId })
  if (revocationId !== undefined) await revocations.revokeQueued(revocationId)
}

async function endIntegration(
  context: ConnectingContext,
  { accountId, usedAt, integrationId }: UsedCode & { integrationId: string },
): Promise<string | undefined> {
  const { storage, revocations, now } = context
  return storage.db.transaction().execute(async (transaction) => {
    for (;;) {
      const found = await transaction
        .selectFrom('integrations')
        .selectAll()
        .where('id', '=', integrationId)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      const made = await transaction
        .selectFrom('events')
        .select('id')
        .where('account_id', '=', accountId)
        .where('integration_id', '=', integrationId)
        .where('type', 'in', connectingEvents)
        .where('at', '>=', usedAt)
        .execute()
      if (!found || found.credential === null || made.length > 1) return undefined
      const row = found
      const state = { status: 'error', status_reason: 'revoked', checked_at: now() }
      if (!(await removeCredential(transaction, row, state))) continue
      const history = { accountId, integrationId, at: now() }
      await recordEvent(transaction, { ...history, type: 'code_replayed' })
      await recordEvent(transaction, { ...history, type: 'status_error', reason: 'revoked' })
      return queueRevocationOfRow(context, revocations, transaction, row)
    }
  })
}
