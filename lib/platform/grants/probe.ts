import type { PlatformContext } from '../core/context'
import { providers } from '../providers'
import type { ExternalAccount, ProviderClient } from '../providers/provider'
import { type IntegrationRow, toolsOf } from './integration-row'
import { withLivingToken } from './living-token'
import { type LostRow, type OpenedRow, storedInRow } from './renew-row'
import type { Revocations } from './revocations/revocations'

/** A definitive answer of the provider, and the row to which it applies. */
export type Verdict = { state: 'alive'; row: IntegrationRow; account?: ExternalAccount } | LostRow

/**
 * Asks the provider whether the grant of an integration lives. When the provider refuses the access token, it
 * is renewed once; only if the new token is refused too does the grant count as dead.
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
    storedInRow(context, revocations, client, opened),
    async ({ row, credential }) => ({
      ...(await providers[service].check(credential, client, { id, name })),
      row,
    }),
  )
  if (answer.state === 'stale') return { state: 'dead', row: answer.row, reason: answer.reason }
  if (answer.state === 'alive' && toolsOf(answer.row).length === 0) {
    return { state: 'dead', row: answer.row, reason: 'scopes_removed' }
  }
  return answer
}
