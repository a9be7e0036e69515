import { serviceName } from '@/lib/contract/services/catalogue'
import type { CodeClaim, CodeState } from '../codes/code-state'
import type { GrantInput } from '../codes/grant-input'
import { ApiProblem } from '../core/api-problem'
import type { Grant } from '../grants/vault/vault'
import type { ConnectContext, ConnectOrder } from './connect-order'
import { revokeReplayedGrant } from './revoke-replayed'

function codeProblem(detail: string, reason: string): ApiProblem {
  return new ApiProblem('invalid_oauth_code', detail, { reason })
}

/** Returns the claim that the caller of an order makes on a code. */
export function claimOf({ caller, service }: ConnectOrder, code: string): CodeClaim {
  return {
    code,
    accountId: caller.accountId,
    environment: caller.environment,
    service,
    tokenId: caller.tokenId,
  }
}

/**
 * Spends our code and returns the input for the grant. When the code was already spent and its grant is held,
 * returns that grant. Throws in every other case. When another API token has used the code, its grant is revoked
 * (https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2).
 */
export async function redeemCode(
  context: ConnectContext,
  order: ConnectOrder,
  code: string,
): Promise<{ redeemed: GrantInput } | { held: Grant }> {
  const state = await context.codes.redeem(claimOf(order, code))
  if (state.outcome === 'redeemed') return { redeemed: state.grantInput }
  if (state.outcome === 'held') return { held: state.grant }
  if (state.outcome === 'used') await revokeReplayedGrant(context, order, code, state)
  throw refusalProblem(order, state)
}

function refusalProblem(
  order: ConnectOrder,
  state: Exclude<CodeState, { outcome: 'open' | 'held' }>,
) {
  switch (state.outcome) {
    case 'used':
      return codeProblem('This code was used before. Connect again to get a new one.', 'used')
    case 'expired':
      return codeProblem('This code is too old. Connect again to get a new one.', 'expired')
    case 'wrong_binding':
    case 'unknown': {
      const name = serviceName(order.service)
      const environment = `the ${order.caller.environment} environment of this account`
      return codeProblem(`This is not a code for ${name} in ${environment}.`, 'unknown')
    }
  }
}
