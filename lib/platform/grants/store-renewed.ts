import { setTimeout as delay } from 'node:timers/promises'
import type { PlatformContext } from '../core/context'
import { recordEvent } from '../core/history'
import { providers } from '../providers'
import { grantedTools } from '../providers/granted-tools'
import type { Credential } from '../providers/provider'
import type { IntegrationRow } from './integration-row'
import { endedLease } from './refresh-lease'
import { grantEndsAt } from './renewable'
import { sealCredential } from './vault/vault'

/** The pauses between the attempts to store a credential. Together they are shorter than a lease. */
const pausesMs = [200, 1000, 5000, 20_000]

/**
 * Stores a renewed credential and returns the row, or `undefined` when the credential was changed since the row
 * was read. When the store fails, repeats the write for half a minute, because the old refresh token is spent and
 * the new one exists nowhere else.
 */
export async function storeRenewed(
  context: PlatformContext,
  seen: IntegrationRow,
  fresh: Credential,
): Promise<IntegrationRow | undefined> {
  for (const pause of pausesMs) {
    try {
      return await write(context, seen, fresh)
    } catch {
      context.log.warn({ integration: seen.id }, 'a refreshed credential could not be stored yet')
      await delay(pause)
    }
  }
  try {
    return await write(context, seen, fresh)
  } catch (error) {
    context.log.error({ integration: seen.id }, 'operator alarm: a refreshed credential is lost')
    throw error
  }
}

async function write(
  { storage, keyring, now }: PlatformContext,
  seen: IntegrationRow,
  fresh: Credential,
): Promise<IntegrationRow | undefined> {
  const tools = grantedTools(providers[seen.service], fresh.scopes)
  const columns = {
    credential: sealCredential(keyring, fresh, seen),
    credential_version: seen.credential_version + 1,
    scopes: JSON.stringify(fresh.scopes),
    available_tools: JSON.stringify(tools),
    grant_ends_at: grantEndsAt(seen.service, fresh),
    ...endedLease,
  }
  return storage.db.transaction().execute(async (transaction) => {
    const { numUpdatedRows } = await transaction
      .updateTable('integrations')
      .set(columns)
      .where('id', '=', seen.id)
      .where('account_id', '=', seen.account_id)
      .where('credential_version', '=', seen.credential_version)
      .executeTakeFirst()
    if (numUpdatedRows !== 1n) return undefined
    if (columns.available_tools !== seen.available_tools) {
      await recordEvent(transaction, {
        accountId: seen.account_id,
        integrationId: seen.id,
        at: now(),
        type: 'tools_changed',
      })
    }
    return { ...seen, ...columns }
  })
}
