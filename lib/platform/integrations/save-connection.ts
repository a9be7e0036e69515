import type { EventType } from '@/lib/contract/api/event'
import { toolNames } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import { actorOf } from '../access/caller'
import { recordEvent } from '../core/history'
import { newId } from '../core/new-id'
import { type IntegrationRow, parseRow } from '../grants/integration-row'
import { queueRevocationOfReplacedToken } from '../grants/revocations/queue-revocation'
import { sealCredential } from '../grants/vault/vault'
import type { ConnectContext, ConnectOrder } from './connect-order'
import { endReconnectLinks } from './end-reconnect-links'
import { keepRefreshToken } from './kept-refresh-token'
import { connectedColumns, putGrant, type UsableGrant } from './put-grant'
import { recordIntegrationOfCode } from './record-integration-of-code'
import { findRowByAccount } from './select-integrations'
import { tellStatus } from './tell-status'
import { useReconnectLink } from './use-reconnect-link'

export interface SavedConnection {
  row: IntegrationRow
  wasCreated: boolean
}

/**
 * Saves a grant in the integration of the same external account, which keeps its id and `connected_at`, or in a
 * new integration. When several calls run at the same time, only one of them creates the row. Of all calls that came
 * with one reconnect link, one saves its grant.
 */
export async function saveConnection(
  context: ConnectContext,
  order: ConnectOrder,
  usable: UsableGrant,
): Promise<SavedConnection> {
  return context.outbox.transaction(async (transaction, tell) => {
    const { rowBefore, ...saved } = await saveGrant(context, transaction, order, usable)
    await useReconnectLink(transaction, order, saved.row, context.now())
    if (!saved.wasCreated)
      await endReconnectLinks(transaction, saved.row, 'reconnected', context.now())
    await tellStatus(context, tell, rowBefore, saved.row)
    await recordIntegrationOfCode(context, transaction, order, saved.row.id)
    return saved
  })
}

async function saveGrant(
  context: ConnectContext,
  db: Database,
  order: ConnectOrder,
  usable: UsableGrant,
): Promise<SavedConnection & { rowBefore: IntegrationRow | undefined }> {
  for (;;) {
    const rowBefore = await findRowByAccount(
      db,
      order.caller,
      order.service,
      usable.grant.account.id,
    )
    const saved = rowBefore
      ? await reconnect(context, db, order, usable, rowBefore)
      : await insertIntegration(context, db, order, usable)
    if (saved) return { ...saved, rowBefore }
  }
}

/** Makes a new integration. Returns `undefined` when another request has made the integration meanwhile. */
async function insertIntegration(
  context: ConnectContext,
  db: Database,
  order: ConnectOrder,
  usable: UsableGrant,
): Promise<SavedConnection | undefined> {
  const { keyring, now } = context
  const { caller, service } = order
  const identity = {
    id: newId('int'),
    account_id: caller.accountId,
    environment: caller.environment,
    service,
  }
  const row = await db
    .insertInto('integrations')
    .values({
      ...identity,
      ...connectedColumns(context, order, usable),
      connected_at: now(),
      status_since: now(),
      credential: sealCredential(keyring, usable.grant.credential, identity),
      credential_version: 1,
    })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'environment', 'service', 'external_id']).doNothing(),
    )
    .returningAll()
    .executeTakeFirst()
  if (!row) return undefined
  await recordConnection(db, order, usable, { id: identity.id, at: now(), type: 'connected' })
  return { row: parseRow(row), wasCreated: true }
}

/** Reconnects an existing integration. Returns `undefined` when its credential was changed meanwhile. */
async function reconnect(
  context: ConnectContext,
  db: Database,
  order: ConnectOrder,
  usable: UsableGrant,
  rowBefore: IntegrationRow,
): Promise<SavedConnection | undefined> {
  const { now } = context
  const kept = keepRefreshToken(context, rowBefore, usable)
  const row = await putGrant(context, db, { rowBefore, caller: order.caller }, kept)
  if (!row) return undefined
  await recordConnection(db, order, usable, { id: rowBefore.id, at: now(), type: 'reconnected' })
  if (rowBefore.available_tools !== row.available_tools) {
    await recordConnection(db, order, usable, {
      id: rowBefore.id,
      at: now(),
      type: 'tools_changed',
    })
  }
  await queueRevocationOfReplacedToken(
    context,
    context.revocations,
    db,
    rowBefore,
    usable.grant.credential,
  )
  return { row, wasCreated: false }
}

/** Adds an event to the history of an integration that the caller has connected, reconnected or replaced. */
export async function recordConnection(
  db: Database,
  { caller, service }: ConnectOrder,
  { grant, tools }: UsableGrant,
  { id, at, type }: { id: string; at: number; type: EventType },
): Promise<void> {
  const hasFewerTools = tools.length < toolNames(service).length
  await recordEvent(db, {
    integration: {
      id,
      account_id: caller.accountId,
      environment: caller.environment,
      service,
      account_name: grant.account.name,
    },
    at,
    type,
    actor: actorOf(caller),
    account: grant.account,
    reason: hasFewerTools && type !== 'tools_changed' ? 'fewer_scopes' : undefined,
  })
}
