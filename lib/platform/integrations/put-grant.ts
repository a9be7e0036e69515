import type { Service } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import { actorOf, type Caller } from '../access/caller'
import { type IntegrationRow, parseRow } from '../grants/integration-row'
import { noLease } from '../grants/refresh-lease'
import { grantEndsAt, renewalDueAt } from '../grants/renewable'
import { grantOwner } from '../grants/revocations/shared-grant'
import { type Grant, sealCredential } from '../grants/vault/vault'
import { columnsOfAlive } from './checking/schedule'
import type { ConnectContext } from './connect-order'

/** A grant with the tools that can use it. There is at least one tool. */
export interface UsableGrant {
  grant: Grant
  tools: string[]
}

/**
 * Returns the values that a new grant sets in its row, except the sealed credential. `connected_by`
 * is the actor who gave the grant that is in use, so a reconnect changes it.
 */
export function connectedColumns(
  context: ConnectContext,
  { service, caller }: { service: Service; caller: Caller },
  { grant, tools }: UsableGrant,
) {
  const actor = actorOf(caller)
  return {
    connected_by: JSON.stringify(actor),
    connected_by_id: actor.id,
    external_id: grant.account.id,
    grant_owner: grantOwner(service, grant.account.id),
    account_name: grant.account.name,
    status: 'connected',
    status_reason: null,
    checked_at: context.now(),
    scopes: JSON.stringify(grant.credential.scopes),
    available_tools: JSON.stringify(tools),
    grant_ends_at: grantEndsAt(service, grant.credential),
    renew_at: renewalDueAt(service, grant.credential),
    ...columnsOfAlive(context),
    ...noLease,
  }
}

/** Puts a grant into an existing row. Returns `undefined` when the credential in the row was changed meanwhile. */
export async function putGrant(
  context: ConnectContext,
  db: Database,
  { rowBefore, caller }: { rowBefore: IntegrationRow; caller: Caller },
  usable: UsableGrant,
): Promise<IntegrationRow | undefined> {
  const row = await db
    .updateTable('integrations')
    .set(connectedColumns(context, { service: rowBefore.service, caller }, usable))
    .set({
      credential: sealCredential(context.keyring, usable.grant.credential, rowBefore),
      credential_version: rowBefore.credential_version + 1,
      ...(rowBefore.status !== 'connected' && { status_since: context.now() }),
      // A reconnect cancels a disconnect that is waiting.
      disconnecting_since: null,
      disconnecting_by: null,
    })
    .where('id', '=', rowBefore.id)
    .where('account_id', '=', rowBefore.account_id)
    .where('credential_version', '=', rowBefore.credential_version)
    .returningAll()
    .executeTakeFirst()
  return row && parseRow(row)
}
