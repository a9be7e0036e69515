import { within } from '@/lib/http/within'
import type { GrantInput } from '../codes/grant-input'
import { exchangeCode } from '../oauth/exchange'
import { UnusableAnswerError } from '../oauth/unusable-answer'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
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
  const { providerTimeoutMs } = context.settings
  const exchange = exchangeCode(provider, order.client, input, providerTimeoutMs + latenessMs)
  const credential = await within(exchange, providerTimeoutMs, null)
  if (credential) return credential
  const late = exchange.catch((error) => {
    if (error instanceof UnusableAnswerError) return error.granted
    throw error
  })
  context.lateWork.add(late.then((credential) => revokeUnidentified(context, order, credential)))
  throw new ProviderError(order.service, 'timeout', 'timeout')
}
