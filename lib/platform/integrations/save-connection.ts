import { type Service, toolNames } from '@/lib/contract/catalogue'
import type { EventType } from '@/lib/contract/event'
import type { Database } from '@/lib/storage/database'
import { recordEvent } from '../events'
import { newId } from '../new-id'
import { grantOwner } from '../shared-grant'
import { sealCredential } from '../vault'
import type { ConnectingContext, ConnectOrder, Obtained } from './connecting'
import { letGoOfToken } from './held-grant'
import { type IntegrationRow, readRow, toolsOf } from './integration-row'
import { endedLease } from './refresh-lease'
import { settleCode } from './settle-code'

/** A grant that is worth keeping: with at least one tool. */
export interface Usable {
  grant: Obtained['grant']
  tools: string[]
}

export interface Saved {
  row: IntegrationRow
  created: boolean
}

/** The columns that every new credential sets, in whichever row. */
export function connectedColumns(service: Service, { grant, tools }: Usable, at: number) {
  return {
    external_id: grant.account.id,
    grant_owner: grantOwner(service, grant.account.id),
    account_name: grant.account.name,
    status: 'connected',
    status_reason: null,
    checked_at: at,
    scopes: JSON.stringify(grant.credential.scopes),
    available_tools: JSON.stringify(tools),
    ...endedLease,
  }
}

/**
 * Keeps a grant: in the integration of the same external account when there is one, which keeps its
 * id and `connected_at`, else in a new one. Of any number of calls at once one makes the row.
 */
export async function saveConnection(
  context: ConnectingContext,
  order: ConnectOrder,
  usable: Usable,
): Promise<Saved> {
  return context.storage.db.transaction().execute(async (transaction) => {
    const saved = await save(context, transaction, order, usable)
    await settleCode(context, transaction, order, saved.row.id)
    return saved
  })
}

async function save(
  context: ConnectingContext,
  db: Database,
  order: ConnectOrder,
  usable: Usable,
): Promise<Saved> {
  for (;;) {
    const known = await findKnown(db, order, usable)
    const saved = known
      ? await reconnect(context, db, order, usable, known)
      : await insert(context, db, order, usable)
    if (saved) return saved
  }
}

async function findKnown(
  db: Database,
  { caller, service }: ConnectOrder,
  { grant }: Usable,
): Promise<IntegrationRow | undefined> {
  const row = await db
    .selectFrom('integrations')
    .selectAll()
    .where('account_id', '=', caller.accountId)
    .where('environment', '=', caller.environment)
    .where('service', '=', service)
    .where('external_id', '=', grant.account.id)
    .executeTakeFirst()
  return row && readRow(row)
}

async function insert(
  { keyring, now }: ConnectingContext,
  db: Database,
  order: ConnectOrder,
  usable: Usable,
): Promise<Saved | undefined> {
  const { caller, service } = order
  const home = {
    id: newId('int'),
    account_id: caller.accountId,
    environment: caller.environment,
    service,
  }
  const row = await db
    .insertInto('integrations')
    .values({
      ...home,
      ...connectedColumns(service, usable, now()),
      connected_at: now(),
      credential: sealCredential(keyring, usable.grant.credential, home),
      credential_version: 1,
    })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'environment', 'service', 'external_id']).doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  await tell(db, order, usable, { id: home.id, at: now(), type: 'connected' })
  return { row: readRow(row), created: true }
}

/** `undefined` when somebody else has changed the row meanwhile. */
async function reconnect(
  context: ConnectingContext,
  db: Database,
  order: ConnectOrder,
  usable: Usable,
  known: IntegrationRow,
): Promise<Saved | undefined> {
  const { keyring, now } = context
  const row = await db
    .updateTable('integrations')
    .set(connectedColumns(order.service, usable, now()))
    .set({
      credential: sealCredential(keyring, usable.grant.credential, known),
      credential_version: known.credential_version + 1,
    })
    .where('id', '=', known.id)
    .where('account_id', '=', order.caller.accountId)
    .where('credential_version', '=', known.credential_version)
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  await tell(db, order, usable, { id: known.id, at: now(), type: 'reconnected' })
  if (toolsOf(known).join() !== usable.tools.join()) {
    await tell(db, order, usable, { id: known.id, at: now(), type: 'tools_changed' })
  }
  await letGoOfToken(context, db, known, usable.grant.credential)
  return { row: readRow(row), created: false }
}

/** One line of history about what a caller did with an account. */
export async function tell(
  db: Database,
  { caller, service }: ConnectOrder,
  { grant, tools }: Usable,
  { id, at, type }: { id: string; at: number; type: EventType },
): Promise<void> {
  const partial = tools.length < toolNames(service).length
  await recordEvent(db, {
    accountId: caller.accountId,
    integrationId: id,
    at,
    type,
    actor: caller.tokenName,
    account: grant.account,
    reason: partial && type !== 'tools_changed' ? 'fewer_scopes' : undefined,
  })
}
