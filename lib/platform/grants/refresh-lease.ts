import { setTimeout as delay } from 'node:timers/promises'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import { refreshPatienceMs } from '../oauth/refresh'
import { type IntegrationRow, reload } from './integration-row'

/** The clocks of two servers may differ by this much. */
const skewMs = 60_000
/**
 * The duration of a lease. It is longer than two refreshes in a row, which Slack's two tokens need, and the
 * write that follows.
 */
const leaseMs = 2 * refreshPatienceMs + 30_000 + skewMs
const pollMs = 200

export interface RefreshLease {
  /**
   * The id of the lease. If the credential is queued to be revoked during the refresh, the revocation gets this
   * id.
   */
  owner: string
  /** Ends the lease when no new credential was stored. Storing one ends it too. */
  release: () => Promise<void>
}

/**
 * Takes the lease of a row: the right to present its refresh token. Only one server on a store has it at a
 * time, because a rotating token works once and presenting it again can end the grant. Waits while another
 * server has the lease. Returns `undefined` when the row was changed meanwhile.
 */
export async function leaseRefresh(
  { storage, now }: PlatformContext,
  seen: IntegrationRow,
): Promise<RefreshLease | undefined> {
  const owner = newId('rev')
  for (;;) {
    const { numUpdatedRows } = await storage.db
      .updateTable('integrations')
      .set({ refresh_owner: owner, refresh_until: now() + leaseMs })
      .where('id', '=', seen.id)
      .where('account_id', '=', seen.account_id)
      .where('credential_version', '=', seen.credential_version)
      .where((free) =>
        free.or([free('refresh_until', 'is', null), free('refresh_until', '<=', now())]),
      )
      .executeTakeFirst()
    if (numUpdatedRows === 1n) break
    const { credential_version } = await reload(storage.db, seen)
    if (credential_version !== seen.credential_version) return undefined
    await delay(pollMs)
  }
  return {
    owner,
    async release() {
      await storage.db
        .updateTable('integrations')
        .set(endedLease)
        .where('id', '=', seen.id)
        .where('refresh_owner', '=', owner)
        .execute()
    },
  }
}

/**
 * The columns that every write of a credential sets. A lease covers only the credential that the row had
 * before.
 */
export const endedLease = { refresh_owner: null, refresh_until: null }
