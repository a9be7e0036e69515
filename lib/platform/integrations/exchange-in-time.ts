import type { GrantInput } from '../codes/grant-input'
import { exchangeCode } from '../oauth/exchange'
import { UnusableAnswerError } from '../oauth/unusable-answer'
import type { Credential, OAuthProvider } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import { within } from '../within'
import type { ConnectingContext, ConnectOrder } from './connect-order'
import { revokeUnidentified } from './revoke-unidentified'

/** How long after the timeout an answer is still waited for, so that what it grants can be revoked. */
const latenessMs = 60_000

/**
 * Spends the provider's code. An answer that comes too late connects nothing, but it may grant something:
 * that is revoked when the answer comes.
 *
 * @throws {ProviderError} when there is no credential in time
 */
export async function exchangeInTime(
  context: ConnectingContext,
  order: ConnectOrder,
  provider: OAuthProvider,
  input: Extract<GrantInput, { kind: 'oauth' }>,
): Promise<Credential> {
  const { providerTimeout } = context.settings
  const exchange = exchangeCode(provider, order.client, input, providerTimeout + latenessMs)
  if (await within(providerTimeout, exchange)) return exchange
  const late = exchange.catch((error) => {
    if (error instanceof UnusableAnswerError) return error.granted
    throw error
  })
  context.lateWork.add(late.then((credential) => revokeUnidentified(context, order, credential)))
  throw new ProviderError(order.service, 'timeout', 'timeout')
}
