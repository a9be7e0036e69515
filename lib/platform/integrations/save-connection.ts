import type { EventType } from '@/lib/contract/api/event'
import { toolNames } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import { recordEvent } from '../core/history'
import { newId } from '../core/new-id'
import { type IntegrationRow, parseRow } from '../grants/integration-row'
import { queueRevocationOfReplacedToken } from '../grants/revocations/queue-revocation'
import { sealCredential } from '../grants/vault/vault'
import type { ConnectingContext, ConnectOrder } from './connect-order'
import { keepRefreshToken } from './kept-refresh-token'
import { connectedColumns, putGrant, type UsableGrant } from './put-grant'
import { recordIntegrationOfCode } from './record-integration-of-code'
import { selectByAccount } from './select-integrations'

export interface SavedConnection {
  row: IntegrationRow
  created: boolean
}

/**
 * Saves a grant in the integration of the same external account, which keeps its id and `connected_at`, or in a
 * new integration. Of any number of simultaneous calls only one creates the row.
 */
export async function saveConnection(
  context: ConnectingContext,
  order: ConnectOrder,
  usable: UsableGrant,
): Promise<SavedConnection> {
  return context.storage.db.transaction().execute(async (transaction) => {
    const saved = await save(context, transaction, order, usable)
    await recordIntegrationOfCode(context, transaction, order, saved.row.id)
    return saved
  })
}

async function save(
  context: ConnectingContext,
  db: Database,
  order: ConnectOrder,
  usable: UsableGrant,
): Promise<SavedConnection> {
  for (;;) {
    const known = await selectByAccount(db, order.caller, order.service, usable.grant.account.id)
    const saved = known
      ? await reconnect(context, db, order, usable, known)
      : await insert(context, db, order, usable)
    if (saved) return saved
  }
}

async function insert(
  { keyring, now }: ConnectingContext,
  db: Database,
  order: ConnectOrder,
  usable: UsableGrant,
): Promise<SavedConnection | undefined> {
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
  await recordConnection(db, order, usable, { id: home.id, at: now(), type: 'connected' })
  return { row: parseRow(row), created: true }
}

/** Reconnects an existing integration. Returns `undefined` when the row was changed meanwhile. */
async function reconnect(
  context: ConnectingContext,
  db: Database,
  order: ConnectOrder,
  usable: UsableGrant,
  known: IntegrationRow,
): Promise<SavedConnection | undefined> {
  const { now } = context
  const row = await putGrant(context, db, known, keepRefreshToken(context, known, usable))
  if (!row) return undefined
  await recordConnection(db, order, usable, { id: known.id, at: now(), type: 'reconnected' })
  if (known.available_tools !== row.available_tools) {
    await recordConnection(db, order, usable, { id: known.id, at: now(), type: 'tools_changed' })
  }
  await queueRevocationOfReplacedToken(
    context,
    context.revocations,
    db,
    known,
    usable.grant.credential,
  )
  return { row, created: false }
}

/** Adds an event to the history about a caller who connected or reconnected an account. */
export async function recordConnection(
  db: Database,
  { caller, service }: ConnectOrder,
  { grant, tools }: UsableGrant,
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
