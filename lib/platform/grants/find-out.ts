import type { StatusReason } from '@/lib/contract/api/integration'
import type { PlatformContext } from '../core/context'
import { providers } from '../providers'
import type { ExternalAccount, ProviderClient } from '../providers/provider'
import { type IntegrationRow, toolsOf } from './integration-row'
import { canRefresh, type Held, refreshIsDue, renew } from './renew'
import type { Revocations } from './revocations/revocations'

/** What the provider said for sure, and about which state of the row. */
export type Verdict =
  | { state: 'alive'; row: IntegrationRow; account?: ExternalAccount }
  | { state: 'dead'; row: IntegrationRow; reason: StatusReason }
  /** Disconnected while we asked. */
  | { state: 'gone'; row: IntegrationRow }

/**
 * Asks the provider whether a grant lives. An access token that has run out is renewed first, one
 * that is refused is renewed once; only after that is the grant dead.
 *
 * @throws {ProviderError} when the provider gave no definitive answer
 */
export async function findOut(
  context: PlatformContext,
  revocations: Revocations,
  client: ProviderClient,
  held: Held,
): Promise<Verdict> {
  const provider = providers[held.row.service]
  let current = held
  let renewed = false

  if (refreshIsDue(current, context.now())) {
    const renewal = await renew(context, revocations, client, current, 'expired')
    if (renewal.outcome !== 'renewed') return ended(renewal)
    current = renewal.held
    renewed = true
  }
  const known = { id: held.row.external_id, name: held.row.account_name }
  let health = await provider.check(current.credential, client, known)
  if (health.state === 'stale' && canRefresh(current) && !renewed) {
    const renewal = await renew(context, revocations, client, current, health.reason)
    if (renewal.outcome !== 'renewed') return ended(renewal)
    current = renewal.held
    health = await provider.check(current.credential, client, known)
  }
  if (health.state !== 'alive') return { state: 'dead', row: current.row, reason: health.reason }
  if (toolsOf(current.row).length === 0) {
    return { state: 'dead', row: current.row, reason: 'scopes_removed' }
  }
  const { account } = health
  return { state: 'alive', row: current.row, ...(account && { account }) }
}

function ended(
  renewal:
    | { outcome: 'dead'; row: IntegrationRow; reason: StatusReason }
    | { outcome: 'gone'; row: IntegrationRow },
): Verdict {
  return renewal.outcome === 'dead'
    ? { state: 'dead', row: renewal.row, reason: renewal.reason }
    : { state: 'gone', row: renewal.row }
}
