import type { Database } from '@/lib/storage/database'
import { unknownIntegration } from '../api-problem'
import { sealCredential } from '../vault'
import type { ConnectingContext, ConnectOrder } from './connecting'
import { letGoOf } from './held-grant'
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
  const { storage, revocations } = context
  const { row, revocationId } = await storage.db.transaction().execute(async (transaction) => {
    for (;;) {
      const before = await selectOwn(transaction, order.caller, target.id)
      if (!before) throw unknownIntegration()
      const row = await put(context, transaction, order, before, usable)
      if (!row) continue
      const revocationId = await letGoOf(context, revocations, transaction, before)
      await settleCode(context, transaction, order, before.id)
      return { row, revocationId }
    }
  })
  if (revocationId !== undefined) await revocations.attemptSoon(revocationId)
  return row
}

/** `undefined` when somebody else has changed the row meanwhile. */
async function put(
  { keyring, now }: ConnectingContext,
  db: Database,
  order: ConnectOrder,
  before: IntegrationRow,
  usable: Usable,
): Promise<IntegrationRow | undefined> {
  const row = await db
    .updateTable('integrations')
    .set(connectedColumns(before.service, usable, now()))
    .set({
      credential: sealCredential(keyring, usable.grant.credential, before),
      credential_version: before.credential_version + 1,
    })
    .where('id', '=', before.id)
    .where('account_id', '=', before.account_id)
    .where('credential_version', '=', before.credential_version)
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  await tell(db, order, usable, { id: before.id, at: now(), type: 'account_replaced' })
  return readRow(row)
}
