import { within } from '@/lib/http/within'
import type { GrantInput } from '../codes/grant-input'
import { exchangeCode } from '../oauth/exchange'
import { UnusableAnswerError } from '../oauth/unusable-answer'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import type { ConnectContext, ConnectOrder } from './connect-order'
import { revokeUnidentifiedGrant } from './revoke-unidentified'

/** After the timeout we wait for the answer this much longer, so that a grant in a late answer can be revoked. */
const extraWaitMs = 60_000

/**
 * Exchanges the provider's code for a credential. An answer that comes too late connects nothing. If the late
 * answer contains a grant, the grant is revoked.
 *
 * @throws {ProviderError} when no credential came in time
 */
export async function exchangeInTime(
  context: ConnectContext,
  order: ConnectOrder,
  provider: OAuthProvider,
  input: Extract<GrantInput, { kind: 'oauth' }>,
): Promise<Credential> {
  const { providerTimeoutMs } = context.settings
  const exchange = exchangeCode(provider, order.client, input, providerTimeoutMs + extraWaitMs)
  const credential = await within(exchange, providerTimeoutMs, null)
  if (credential) return credential
  const lateCredential = exchange.catch((error) => {
    if (error instanceof UnusableAnswerError) return error.grantedCredential
    throw error
  })
  context.lateWork.add(
    lateCredential.then((credential) => revokeUnidentifiedGrant(context, order, credential)),
  )
  throw new ProviderError(order.service, 'timeout', 'timeout')
}
