import type { StatusReason } from '@/lib/contract/api/integration'
import type { PlatformContext } from '../core/context'
import type { ExternalAccount, Health, ProviderClient } from '../providers/provider'
import { providers } from '../providers/registry'
import { type IntegrationRow, toolsOf } from './integration-row'
import { withLivingToken } from './living-token'
import { grantInRow, type OpenedRow } from './renew-row'
import { renewalDueAt } from './renewable'
import type { Revocations } from './revocations/revocations'

/** The result of a probe, and the row that was probed. A renewal of the token may have changed the row. */
export type Verdict =
  /**
   * The grant works. `account` has the current name and is present when the provider's answer contains it. `renewAt`
   * is when to renew the access token.
   */
  | { state: 'alive'; row: IntegrationRow; account?: ExternalAccount; renewAt: number | null }
  /** The grant has ended, the stored credential cannot be read, or the grant allows no tool any more. */
  | { state: 'dead'; row: IntegrationRow; reason: StatusReason }
  /** The integration was disconnected meanwhile. */
  | { state: 'gone'; row: IntegrationRow }

/**
 * Asks the provider whether the grant of an integration still works. If the provider refuses the
 * access token, renews the token once and asks again. The grant also counts as dead when the
 * provider refuses the new token, when the token cannot be renewed, and when the grant allows no
 * tool any more. `gone` means that the integration was disconnected meanwhile.
 *
 * @throws {ProviderError} when the provider gave no definitive answer
 */
export function probe(
  context: PlatformContext,
  revocations: Revocations,
  client: ProviderClient,
  opened: OpenedRow,
): Promise<Verdict> {
  const { service, external_id: id, account_name: name } = opened.row
  return judge(context, revocations, client, opened, ({ credential }) =>
    providers[service].probe(credential, client, { id, name }),
  )
}

/**
 * Renews the access token of an integration if that is due, and asks the provider nothing else. A refused renewal
 * means that the grant is dead, as in `probe`.
 *
 * @throws {ProviderError} when the provider gave no definitive answer
 */
export function renewAhead(
  context: PlatformContext,
  revocations: Revocations,
  client: ProviderClient,
  opened: OpenedRow,
): Promise<Verdict> {
  return judge(context, revocations, client, opened, async () => ({ state: 'alive' }))
}

async function judge(
  context: PlatformContext,
  revocations: Revocations,
  client: ProviderClient,
  opened: OpenedRow,
  ask: (opened: OpenedRow) => Promise<Health>,
): Promise<Verdict> {
  const answer = await withLivingToken(
    grantInRow(context, revocations, client, opened),
    async ({ row, credential }) => ({
      ...(await ask({ row, credential })),
      row,
      renewAt: renewalDueAt(row.service, credential),
    }),
  )
  // `stale`: the provider refused the access token, and a renewal was not possible or did not help.
  if (answer.state === 'stale') return { state: 'dead', row: answer.row, reason: answer.reason }
  // A refresh may have returned fewer scopes. With no tool left, the integration is of no use.
  if (answer.state === 'alive' && toolsOf(answer.row).length === 0) {
    return { state: 'dead', row: answer.row, reason: 'scopes_removed' }
  }
  return answer
}
