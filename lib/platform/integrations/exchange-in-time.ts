import { within } from '@/lib/http/within'
import type { GrantInput } from '../codes/grant-input'
import { exchangeCode } from '../oauth/exchange'
import { UnusableAnswerError } from '../oauth/unusable-answer'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import type { ConnectingContext, ConnectOrder } from './connect-order'
import { revokeUnidentified } from './revoke-unidentified'

/** After the timeout the answer is still awaited for this time, so that a grant in it can be revoked. */
const latenessMs = 60_000

/**
 * Spends the provider's code. An answer that comes too late connects nothing. If it contains a grant, the grant
 * is revoked.
 *
 * @throws {ProviderError} when no credential came in time
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
