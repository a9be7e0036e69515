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
  /** Ends the lease. Only needed when no new credential was stored, because storing one ends the lease. */
  release: () => Promise<void>
}

/**
 * Takes the lease of a row: the right to send its refresh token to the provider. Of the servers that share a
 * store, only one has the lease at a time, because a rotating token works once, and sending it again can end the
 * grant. Waits while another server has the lease. Returns `undefined` when another server has changed the
 * credential.
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
      .where((where) =>
        where.or([where('refresh_until', 'is', null), where('refresh_until', '<=', now())]),
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
 * The columns of a row without a lease. Every write of a credential sets them, because a lease is only about the
 * credential that the write replaces.
 */
export const endedLease = { refresh_owner: null, refresh_until: null }
