import { setTimeout as delay } from 'node:timers/promises'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import { refreshTimeLimitMs } from '../oauth/refresh'
import { type IntegrationRow, reloadRow } from './integration-row'

/** The largest difference between the clocks of two servers that a lease allows for. */
const clockSkewMs = 60_000
/**
 * How long the write of a new credential is repeated while the store fails. A database restarts in
 * less time.
 */
export const maxStoringMs = 90_000
/**
 * The duration of a lease. It is longer than two refreshes in a row, which Slack's two tokens need, and the
 * write that follows.
 */
const leaseMs = 2 * refreshTimeLimitMs + maxStoringMs + clockSkewMs
const pollIntervalMs = 200

export interface RefreshLease {
  /** The id of the lease. A revocation of the credential that is queued during the refresh gets the same id. */
  id: string
  /** Ends the lease. Only needed when no new credential was stored, because storing a credential ends the lease. */
  release: () => Promise<void>
}

/**
 * Takes the lease of a row: the right to send its refresh token to the provider. Of the servers that share a
 * store, only one has the lease at a time, because a rotating token works once, and a second use can end the
 * grant. Waits while another request has the lease.
 *
 * @param rowBefore the row as the request has read it
 * @returns `undefined` when the credential in the row was changed meanwhile
 */
export async function acquireRefreshLease(
  { storage, now }: PlatformContext,
  rowBefore: IntegrationRow,
): Promise<RefreshLease | undefined> {
  const id = newId('rev')
  for (;;) {
    const { numUpdatedRows } = await storage.db
      .updateTable('integrations')
      .set({ refresh_owner: id, refresh_until: now() + leaseMs })
      .where('id', '=', rowBefore.id)
      .where('account_id', '=', rowBefore.account_id)
      .where('credential_version', '=', rowBefore.credential_version)
      .where((where) =>
        where.or([where('refresh_until', 'is', null), where('refresh_until', '<=', now())]),
      )
      .executeTakeFirst()
    if (numUpdatedRows === 1n) break
    const { credential_version } = await reloadRow(storage.db, rowBefore)
    if (credential_version !== rowBefore.credential_version) return undefined
    await delay(pollIntervalMs)
  }
  return {
    id,
    async release() {
      await storage.db
        .updateTable('integrations')
        .set(noLease)
        .where('id', '=', rowBefore.id)
        .where('refresh_owner', '=', id)
        .execute()
    },
  }
}

/**
 * The values of the lease columns in a row without a lease. Every write of a credential sets them, because a
 * lease is only about the credential that the write replaces.
 */
export const noLease = { refresh_owner: null, refresh_until: null }
