import type { StatusReason } from '@/lib/contract/api/integration'
import type { PlatformContext } from '../core/context'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential, ProviderClient } from '../providers/provider'
import { providers } from '../providers/registry'
import { exchangeRefreshToken } from './exchange-refresh-token'
import { type IntegrationRow, reloadRow } from './integration-row'
import type { Renewal, StoredGrant } from './living-token'
import { acquireRefreshLease } from './refresh-lease'
import { isRenewable, renewalDueAt } from './renewable'
import type { Revocations } from './revocations/revocations'
import { grantOf, unreadableReason } from './row-grant'
import { storeRenewed } from './store-renewed'

/** A row and the credential that is sealed in it. */
export interface OpenedRow {
  row: IntegrationRow
  credential: Credential
}

/** The row of an integration that has no usable credential, and the reason. */
export type UnusableRow =
  /** The provider has ended the grant, or the stored credential cannot be read. */
  | { state: 'dead'; row: IntegrationRow; reason: StatusReason }
  /** The integration was disconnected meanwhile. */
  | { state: 'gone'; row: IntegrationRow }

/** Returns the grant that a row contains, in the form that `withLivingToken` uses. */
export function grantInRow(
  context: PlatformContext,
  revocations: Revocations,
  client: ProviderClient,
  opened: OpenedRow,
): StoredGrant<OpenedRow, UnusableRow> {
  const { row, credential } = opened
  const provider = providers[row.service]
  if (provider.kind !== 'oauth' || !isRenewable(row.service, credential)) {
    return { stored: opened, isRenewalDue: false }
  }
  const dueAt = renewalDueAt(row.service, credential)
  return {
    stored: opened,
    isRenewalDue: dueAt !== null && dueAt <= context.now(),
    renew: (reason) => renewRow(context, revocations, { provider, client, opened }, reason),
  }
}

interface RenewableRow {
  provider: OAuthProvider
  client: ProviderClient
  opened: OpenedRow
}

/**
 * Exchanges the refresh token and stores the new credential before anybody uses it. Only one server does this at
 * a time. If the row was changed meanwhile, nothing is stored: the new credential is revoked, and the result is
 * the row as it is now. A credential that cannot be used is stored too, because the earlier one may have ended.
 *
 * @param reason the reason in the result when the provider refuses the refresh token
 * @throws {ProviderError} when the provider gave no definitive answer or no usable credential
 */
async function renewRow(
  context: PlatformContext,
  revocations: Revocations,
  { provider, client, opened: { row, credential } }: RenewableRow,
  reason: StatusReason,
): Promise<Renewal<OpenedRow, UnusableRow>> {
  const lease = await acquireRefreshLease(context, row)
  if (!lease) return reloadAfterRace(context, row)

  const refresh = exchangeRefreshToken(provider, client, credential)
  const refreshed = await refresh.catch(async (error) => {
    context.meter.refreshed(row, 'failed')
    await lease.release()
    throw error
  })
  context.meter.refreshed(row, refreshed ? 'renewed' : 'refused')
  if (!refreshed) {
    await lease.release()
    return reloadAfterRace(context, row, { unusable: { state: 'dead', row, reason } })
  }

  const storedRow = await storeRenewed(context, row, refreshed.credential)
  if (storedRow && refreshed.unusableAnswer) throw refreshed.unusableAnswer
  if (storedRow) return { renewed: { row: storedRow, credential: refreshed.credential } }
  await revocations.revokeLateRefresh(lease.id, {
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

/**
 * Reads the row again and returns the credential that another request has stored there, or why
 * there is none.
 *
 * @param resultIfUnchanged the result when the credential was not changed meanwhile
 */
async function reloadAfterRace(
  context: PlatformContext,
  rowBefore: IntegrationRow,
  resultIfUnchanged?: Renewal<OpenedRow, UnusableRow>,
): Promise<Renewal<OpenedRow, UnusableRow>> {
  const row = await reloadRow(context.storage.db, rowBefore)
  if (row.credential === null) return { unusable: { state: 'gone', row } }
  if (resultIfUnchanged && row.credential_version === rowBefore.credential_version)
    return resultIfUnchanged
  const grant = grantOf(context, row)
  return grant
    ? { renewed: { row, credential: grant.credential } }
    : { unusable: { state: 'dead', row, reason: unreadableReason } }
}
