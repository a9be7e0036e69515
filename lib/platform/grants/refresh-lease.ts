import { setTimeout as delay } from 'node:timers/promises'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import { refreshPatienceMs } from '../oauth/refresh'
import { type IntegrationRow, reload } from './integration-row'

/** By how much the clocks of two servers may differ. */
const skewMs = 60_000
/** Longer than two refreshes in a row and the write that follows, as Slack's two tokens need. */
const leaseMs = 2 * refreshPatienceMs + 30_000 + skewMs
const pollMs = 200

export interface RefreshLease {
  /** Under this id waits the revocation of what is being refreshed, once nobody needs that any more. */
  owner: string
  /** To be called when no new credential was stored; storing one ends the lease by itself. */
  release: () => Promise<void>
}

/**
 * The right to present the refresh token that a row holds: of all servers on one store one has it,
 * because a rotating token works once and presenting it again can cost the grant. Waits for whoever
 * has it; `undefined` when they have changed the row meanwhile.
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

/** What every write of a credential sets: a lease is about the one that was there before. */
export const endedLease = { refresh_owner: null, refresh_until: null }
