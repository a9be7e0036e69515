import type { StatusReason } from '@/lib/contract/api/integration'
import type { PlatformContext } from '../core/context'
import { providers } from '../providers'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential, ProviderClient } from '../providers/provider'
import { exchangeRefreshToken } from './exchange-refresh-token'
import { type IntegrationRow, reload } from './integration-row'
import type { Renewal, StoredGrant } from './living-token'
import { leaseRefresh } from './refresh-lease'
import { isRenewable } from './renewable'
import type { Revocations } from './revocations/revocations'
import { grantOf, unreadable } from './row-grant'
import { storeRenewed } from './store-renewed'

/** A row and the credential that is sealed in it. */
export interface OpenedRow {
  row: IntegrationRow
  credential: Credential
}

/** The result of a renewal after which the row has no usable credential. */
export type UnusableRow =
  /** The provider refused the grant that is in the store now. */
  | { state: 'dead'; row: IntegrationRow; reason: StatusReason }
  /** The integration was disconnected meanwhile. */
  | { state: 'gone'; row: IntegrationRow }

/** An access token that ends within this time counts as run out. */
const skewMs = 5 * 60_000

/** Returns the grant of an integration for `withLivingToken`. */
export function grantInRow(
  context: PlatformContext,
  revocations: Revocations,
  client: ProviderClient,
  opened: OpenedRow,
): StoredGrant<OpenedRow, UnusableRow> {
  const { row, credential } = opened
  const provider = providers[row.service]
  if (provider.kind !== 'oauth' || !isRenewable(row.service, credential)) {
    return { stored: opened, isDue: false }
  }
  const { expiresAt } = credential
  return {
    stored: opened,
    isDue: expiresAt !== undefined && expiresAt - skewMs <= context.now(),
    renew: (reason) => renewRow(context, revocations, { provider, client, opened }, reason),
  }
}

interface RenewableRow {
  provider: OAuthProvider
  client: ProviderClient
  opened: OpenedRow
}

/**
 * Exchanges the refresh token, which only one server does at a time, and stores the new credential before
 * anybody uses it. The write succeeds only if the row is still the one that was read. Otherwise the result is
 * the credential that another server stored, and a credential that comes too late is revoked. A credential that
 * cannot be used is stored too, because it may have replaced the earlier one.
 *
 * @throws {ProviderError} when the provider gave no definitive answer
 */
async function renewRow(
  context: PlatformContext,
  revocations: Revocations,
  { provider, client, opened: { row, credential } }: RenewableRow,
  reason: StatusReason,
): Promise<Renewal<OpenedRow, UnusableRow>> {
  const lease = await leaseRefresh(context, row)
  if (!lease) return reloadAfterRace(context, row)

  const refreshing = exchangeRefreshToken(provider, client, credential)
  const refreshed = await refreshing.catch(async (error) => {
    await lease.release()
    throw error
  })
  if (!refreshed) {
    await lease.release()
    return reloadAfterRace(context, row, { lost: { state: 'dead', row, reason } })
  }

  const stored = await storeRenewed(context, row, refreshed.credential)
  if (stored && refreshed.unusable) throw refreshed.unusable
  if (stored) return { renewed: { row: stored, credential: refreshed.credential } }
  await revocations.revokeLateRefresh(lease.owner, {
    accountId: row.account_id,
    environment: row.environment,
    service: row.service,
    grant: {
      credential: refreshed.credential,
      account: { id: row.external_id, name: row.account_name },
    },
  })
  return reloadAfterRace(context, row)
}

/** Returns the row as another writer changed it, or `unchanged` when the row has not changed. */
async function reloadAfterRace(
  context: PlatformContext,
  seen: IntegrationRow,
  unchanged?: Renewal<OpenedRow, UnusableRow>,
): Promise<Renewal<OpenedRow, UnusableRow>> {
  const row = await reload(context.storage.db, seen)
  if (row.credential === null) return { lost: { state: 'gone', row } }
  if (unchanged && row.credential_version === seen.credential_version) return unchanged
  const grant = grantOf(context, row)
  return grant
    ? { renewed: { row, credential: grant.credential } }
    : { lost: { state: 'dead', row, reason: unreadable } }
}
