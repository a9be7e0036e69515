import type { StatusReason } from '@/lib/contract/api/integration'
import type { PlatformContext } from '../core/context'
import { refreshCredential } from '../oauth/refresh'
import { UnusableAnswerError } from '../oauth/unusable-answer'
import { providers } from '../providers'
import type { Credential, ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import { isRenewable } from './grant-end'
import { grantOf, unreadable } from './held-grant'
import { type IntegrationRow, reload } from './integration-row'
import { leaseRefresh } from './refresh-lease'
import type { Revocations } from './revocations/revocations'
import { storeRenewed } from './store-renewed'

/** A row and what is sealed in it. */
export interface Held {
  row: IntegrationRow
  credential: Credential
}

export type Renewal =
  | { outcome: 'renewed'; held: Held }
  /** The provider said no to the grant as it stands in the store now. */
  | { outcome: 'dead'; row: IntegrationRow; reason: StatusReason }
  /** Disconnected meanwhile. */
  | { outcome: 'gone'; row: IntegrationRow }

const skewMs = 5 * 60_000

export function canRefresh({ row, credential }: Held): boolean {
  return isRenewable(row.service, credential)
}

/** Whether the access token has run out or is about to. */
export function refreshIsDue(held: Held, at: number): boolean {
  const { expiresAt } = held.credential
  return canRefresh(held) && expiresAt !== undefined && expiresAt - skewMs <= at
}

/**
 * Exchanges the refresh token, which nobody else does at the same time, and stores what came before
 * anybody uses it. The write counts only if the row is still the one that was read: whoever lost
 * that race takes what the winner stored, and what came too late is let go of. What an answer granted
 * that cannot be used is stored too, since it may have replaced what was there.
 *
 * @throws {ProviderError} when the provider gave no definitive answer
 */
export async function renew(
  context: PlatformContext,
  revocations: Revocations,
  client: ProviderClient,
  held: Held,
  reason: StatusReason,
): Promise<Renewal> {
  const provider = providers[held.row.service]
  if (provider.kind !== 'oauth') return { outcome: 'dead', row: held.row, reason }
  const lease = await leaseRefresh(context, held.row)
  if (!lease) return asItIsNow(context, held.row)

  let fresh: Credential
  let unusable: UnusableAnswerError | undefined
  try {
    fresh = await refreshCredential(provider, client, held.credential)
  } catch (error) {
    if (error instanceof UnusableAnswerError) {
      unusable = error
      fresh = error.granted
    } else {
      await lease.release()
      if (!(error instanceof ProviderError) || error.failure !== 'refused') throw error
      return asItIsNow(context, held.row, { outcome: 'dead', row: held.row, reason })
    }
  }

  const row = await storeRenewed(context, held.row, fresh)
  if (row && unusable) throw unusable
  if (row) return { outcome: 'renewed', held: { row, credential: fresh } }
  const { account_id, environment, service, external_id, account_name } = held.row
  await revocations.supersede(lease.owner, {
    accountId: account_id,
    environment,
    service,
    grant: { credential: fresh, account: { id: external_id, name: account_name } },
  })
  return asItIsNow(context, held.row)
}

/** What somebody else has made of a row; `unchanged` when nobody has. */
async function asItIsNow(
  context: PlatformContext,
  seen: IntegrationRow,
  unchanged?: Renewal,
): Promise<Renewal> {
  const row = await reload(context.storage.db, seen)
  if (row.credential === null) return { outcome: 'gone', row }
  if (unchanged && row.credential_version === seen.credential_version) return unchanged
  const grant = grantOf(context, row)
  return grant
    ? { outcome: 'renewed', held: { row, credential: grant.credential } }
    : { outcome: 'dead', row, reason: unreadable }
}
