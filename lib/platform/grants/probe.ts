import type { PlatformContext } from '../core/context'
import { providers } from '../providers'
import type { ExternalAccount, ProviderClient } from '../providers/provider'
import { type IntegrationRow, toolsOf } from './integration-row'
import { withLivingToken } from './living-token'
import { grantInRow, type OpenedRow, type UnusableRow } from './renew-row'
import type { Revocations } from './revocations/revocations'

/** The result of a probe, and the row to which it applies. */
export type Verdict =
  | { state: 'alive'; row: IntegrationRow; account?: ExternalAccount }
  | UnusableRow

/**
 * Asks the provider whether the grant of an integration still works. If the provider refuses the access token,
 * renews the token once and asks again. The grant also counts as dead when the provider refuses the new token,
 * when the token cannot be renewed, and when the grant allows no tool any more.
 *
 * @throws {ProviderError} when the provider gave no definitive answer
 */
export async function probe(
  context: PlatformContext,
  revocations: Revocations,
  client: ProviderClient,
  opened: OpenedRow,
): Promise<Verdict> {
  const { service, external_id: id, account_name: name } = opened.row
  const answer = await withLivingToken(
    grantInRow(context, revocations, client, opened),
    async ({ row, credential }) => ({
      ...(await providers[service].check(credential, client, { id, name })),
      row,
    }),
  )
  if (answer.state === 'stale') return { state: 'dead', row: answer.row, reason: answer.reason }
  /** A refresh may have returned fewer scopes. With no tool left, the integration is of no use. */
  if (answer.state === 'alive' && toolsOf(answer.row).length === 0) {
    return { state: 'dead', row: answer.row, reason: 'scopes_removed' }
  }
  return answer
}
