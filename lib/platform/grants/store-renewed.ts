import { setTimeout as delay } from 'node:timers/promises'
import type { PlatformContext } from '../core/context'
import { recordEvent } from '../core/history'
import { grantedTools } from '../providers/granted-tools'
import type { Credential } from '../providers/provider'
import { providers } from '../providers/registry'
import { type IntegrationRow, reloadRow } from './integration-row'
import { maxStoringMs, noLease } from './refresh-lease'
import { grantEndsAt, renewalDueAt } from './renewable'
import { sealCredential } from './vault/vault'

/** The pause before a failed write of a credential is repeated. It doubles up to the longest one. */
const firstPauseMs = 200
const maxPauseMs = 5000

/**
 * Stores a renewed credential and returns the row, or `undefined` when the credential was changed after
 * the row was read. When the store fails, repeats the write for as long as the lease allows, because the old refresh
 * token is spent and the new one exists nowhere else. Throws when the last write fails too.
 */
export async function storeRenewed(
  context: PlatformContext,
  rowBefore: IntegrationRow,
  renewed: Credential,
): Promise<IntegrationRow | undefined> {
  const { log } = context
  const integration = rowBefore.id
  const columns = columnsOf(context, rowBefore, renewed)
  const deadline = performance.now() + maxStoringMs
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 2, maxPauseMs)) {
    try {
      return await writeRenewed(context, rowBefore, columns)
    } catch (error) {
      if (performance.now() + pauseMs > deadline) {
        log.error({ integration }, 'operator alarm: a refreshed credential is lost')
        throw error
      }
      log.warn({ integration }, 'a refreshed credential could not be stored yet')
      await delay(pauseMs)
    }
  }
}

function columnsOf({ keyring }: PlatformContext, rowBefore: IntegrationRow, renewed: Credential) {
  const tools = grantedTools(providers[rowBefore.service], renewed.scopes)
  return {
    credential: sealCredential(keyring, renewed, rowBefore),
    credential_version: rowBefore.credential_version + 1,
    scopes: JSON.stringify(renewed.scopes),
    available_tools: JSON.stringify(tools),
    grant_ends_at: grantEndsAt(rowBefore.service, renewed),
    renew_at: renewalDueAt(rowBefore.service, renewed),
    ...noLease,
  }
}

/**
 * Writes the columns of a renewed credential and returns the row. Returns the row too when an
 * earlier call has already written them and only its answer was lost. Returns `undefined` when
 * another credential was written meanwhile.
 */
async function writeRenewed(
  { storage, now }: PlatformContext,
  rowBefore: IntegrationRow,
  columns: ReturnType<typeof columnsOf>,
): Promise<IntegrationRow | undefined> {
  const row = { ...rowBefore, ...columns }
  return storage.db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('integrations')
      .set(columns)
      .where('id', '=', rowBefore.id)
      .where('account_id', '=', rowBefore.account_id)
      .where('credential_version', '=', rowBefore.credential_version)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) {
      // No two sealed credentials are equal, so an equal one is our own.
      const { credential } = await reloadRow(transaction, rowBefore)
      return credential === columns.credential ? row : undefined
    }
    if (columns.available_tools !== rowBefore.available_tools) {
      await recordEvent(transaction, {
        integration: rowBefore,
        at: now(),
        type: 'tools_changed',
      })
    }
    return row
  })
}
