import { within } from '@/lib/http/within'
import type { GrantInput } from '../codes/grant-input'
import { exchangeCode } from '../oauth/exchange'
import { UnusableAnswerError } from '../oauth/unusable-answer'
import type { OAuthProvider } from '../providers/oauth-provider'
import type { Credential } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'
import type { ConnectingContext, ConnectOrder } from './connecting'
import { letGoOfUnnamed } from './unnamed-grant'

/** How long after its time an answer is still waited for. */
const latenessMs = 60_000

/**
 * Spends the provider's code. An answer that is late no longer connects anything, but it may well
 * grant something: that is let go of when it comes after all.
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
  context.lateWork.add(late.then((credential) => letGoOfUnnamed(context, order, credential)))
  throw new ProviderError(order.service, 'timeout', 'timeout')
}
