import type { Caller } from '../caller'
import type { CodeState } from '../connect/code-state'
import { recordEvent } from '../events'
import type { ConnectingContext } from './connecting'
import { grantOf } from './disconnect'
import { readRow } from './integration-row'

type UsedCode = Extract<CodeState, { outcome: 'used' }>

const connectingEvents = ['connected', 'reconnected', 'account_replaced']

/**
 * Somebody presents a code that another token has used: one of the two stole it. What the code made
 * is ended and revoked, unless the integration was connected anew since.
 */
export async function endReplayed(
  context: ConnectingContext,
  caller: Caller,
  { usedBy, usedAt, accountId, integrationId }: UsedCode,
): Promise<void> {
  if (integrationId === null || usedBy === caller.tokenId) return
  const { storage, revocations, log, now } = context
  log.warn(
    { audit: 'code_replayed', integration: integrationId, token_id: caller.tokenId },
    'audit',
  )

  const revocationId = await storage.db.transaction().execute(async (transaction) => {
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
    const row = readRow(found)
    const grant = grantOf(context, row)
    const { numUpdatedRows } = await transaction
      .updateTable('integrations')
      .set({
        status: 'error',
        status_reason: 'revoked',
        checked_at: now(),
        credential: null,
        credential_version: row.credential_version + 1,
      })
      .where('id', '=', row.id)
      .where('account_id', '=', accountId)
      .where('credential_version', '=', row.credential_version)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n || !grant) return undefined
    const history = { accountId, integrationId, at: now() }
    await recordEvent(transaction, { ...history, type: 'code_replayed' })
    await recordEvent(transaction, { ...history, type: 'status_error', reason: 'revoked' })
    return revocations.enqueue(transaction, {
      ...history,
      environment: row.environment,
      service: row.service,
      grant,
    })
  })
  if (revocationId !== undefined) await revocations.attemptSoon(revocationId)
}
