import { ApiProblem, unknownIntegration } from '../api-problem'
import { sealCredential } from '../vault'
import type { ConnectingContext, ConnectOrder } from './connecting'
import { grantOf } from './disconnect'
import { type IntegrationRow, readRow, selectOwn } from './integration-row'
import { connectedColumns, tell, type Usable } from './save-connection'
import { settleCode } from './settle-code'

/** Another integration that already is the account that came back; `undefined` when there is none. */
export async function otherHolder(
  { storage }: ConnectingContext,
  { caller, service }: ConnectOrder,
  target: IntegrationRow,
  externalId: string,
): Promise<string | undefined> {
  const row = await storage.db
    .selectFrom('integrations')
    .select('id')
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .where('service', '=', service)
    .where('external_id', '=', externalId)
    .where('id', '!=', target.id)
    .executeTakeFirst()
  return row?.id
}

/**
 * Puts another external account into a known integration, which keeps its id and `connected_at`.
 * The grant that was there is revoked.
 */
export async function replaceAccount(
  context: ConnectingContext,
  order: ConnectOrder,
  target: IntegrationRow,
  usable: Usable,
): Promise<IntegrationRow> {
  const { storage, keyring, revocations, now } = context
  const { row, revocationId } = await storage.db.transaction().execute(async (transaction) => {
    const before = await selectOwn(transaction, order.caller, target.id)
    if (!before) throw unknownIntegration()
    const row = await transaction
      .updateTable('integrations')
      .set(connectedColumns(before.service, usable, now()))
      .set({
        credential: sealCredential(keyring, usable.grant.credential, before),
        credential_version: before.credential_version + 1,
      })
      .where('id', '=', before.id)
      .where('account_id', '=', order.caller.accountId)
      .where('credential_version', '=', before.credential_version)
      .returningAll()
      .executeTakeFirst()
    if (!row)
      throw new ApiProblem('unavailable', 'This integration is being changed. Try again.', {
        retryAfter: 1,
      })
    await tell(transaction, order, usable, { id: before.id, at: now(), type: 'account_replaced' })
    const grant = grantOf(context, before)
    const revocationId =
      grant &&
      (await revocations.enqueue(transaction, {
        accountId: before.account_id,
        environment: before.environment,
        service: before.service,
        integrationId: before.id,
        grant,
        notBefore: before.refresh_until ?? undefined,
      }))
    await settleCode(context, transaction, order, before.id)
    return { row: readRow(row), revocationId }
  })
  if (revocationId !== undefined) await revocations.attemptSoon(revocationId)
  return row
}
