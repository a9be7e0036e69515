import { serviceName } from '@/lib/contract/services/catalogue'
import type { GrantInput } from '../codes/grant-input'
import { ApiProblem } from '../core/api-problem'
import type { Grant } from '../grants/vault/vault'
import { UnusableAnswerError } from '../oauth/unusable-answer'
import { providers } from '../providers'
import type { Credential } from '../providers/provider'
import type { ConnectingContext, ConnectOrder } from './connect-order'
import { exchangeInTime } from './exchange-in-time'
import { exchangedGrant, heldGrant, type ObtainedGrant, presentedGrant } from './obtained-grant'
import { asProblem } from './provider-problem'
import { redeemCode } from './redeem-code'
import { revokeUnidentified } from './revoke-unidentified'
import { asSpentProblem } from './spent-problem'

/**
 * Obtains the grant for an order, with its account. A grant of OAuth is revoked when the
 * provider does not say whose account it is.
 *
 * @throws {SpentProblem} when the code was spent but no grant was obtained
 */
export async function obtainGrant(
  context: ConnectingContext,
  order: ConnectOrder,
): Promise<ObtainedGrant> {
  const { oauth_code: code, bot_token: token } = order.request
  if (code === undefined) {
    const credential = token === undefined ? sharedBot(context, order) : ownBot(order, token)
    return presentedGrant(await withAccount(context, order, credential))
  }
  const found = await redeemCode(context, order, code)
  if ('held' in found) return heldGrant(context, order, code, found.held)
  try {
    return exchangedGrant(context, order, code, await redeemInput(context, order, found.redeemed))
  } catch (error) {
    throw asSpentProblem(error)
  }
}

/** Obtains the grant for which a code stands. A bot is not exchanged for anything. */
async function redeemInput(
  context: ConnectingContext,
  order: ConnectOrder,
  input: GrantInput,
): Promise<Grant> {
  const { attempt } = order
  const exchangeInput = () => exchange(context, order, input)
  if (input.kind !== 'oauth') {
    return attempt.during('identified', async () =>
      withAccount(context, order, await exchangeInput()),
    )
  }
  const credential = await attempt.during('exchanged', exchangeInput)
  return attempt.during('identified', () => withAccount(context, order, credential))
}

async function exchange(
  context: ConnectingContext,
  order: ConnectOrder,
  input: GrantInput,
): Promise<Credential> {
  if (input.kind === 'shared_bot') return sharedBot(context, order)
  if (input.kind === 'bot') return ownBot(order, input.token)
  const provider = providers[order.service]
  if (provider.kind !== 'oauth') throw new Error('a code of OAuth for a service without it')
  try {
    return await exchangeInTime(context, order, provider, input)
  } catch (error) {
    if (error instanceof UnusableAnswerError)
      await revokeUnidentified(context, order, error.granted)
    const detail = `${serviceName(order.service)} did not accept the code. Connect again to get a new one.`
    throw asProblem(
      error,
      context.log,
      new ApiProblem('invalid_oauth_code', detail, { reason: 'refused' }),
    )
  }
}

function ownBot({ service, client }: ConnectOrder, token: string): Credential {
  const provider = providers[service]
  const credential = provider.kind === 'bot' ? provider.ownBot(token, client) : undefined
  if (credential) return credential
  throw new ApiProblem('invalid_request', 'This is not a bot token.', { field: 'bot_token' })
}

function sharedBot({ settings }: ConnectingContext, { service, client }: ConnectOrder): Credential {
  const provider = providers[service]
  const credential = provider.kind === 'bot' ? provider.sharedBot(client) : undefined
  if (credential) return credential
  const page = `${settings.appUrl}/integrations/connect?service=${service}`
  throw new ApiProblem(
    'invalid_request',
    `This server has no ${serviceName(service)} bot of its own. Connect one of yours at ${page}, or send its "bot_token".`,
    { field: 'oauth_code', reason: 'not_configured' },
  )
}

async function withAccount(
  context: ConnectingContext,
  order: ConnectOrder,
  credential: Credential,
) {
  const { service, client, request } = order
  try {
    return { credential, account: await providers[service].identify(credential, client) }
  } catch (error) {
    const name = serviceName(service)
    if (request.bot_token !== undefined) {
      const detail = `${name} does not know this bot token.`
      const members = { field: 'bot_token', reason: 'refused' }
      throw asProblem(error, context.log, new ApiProblem('invalid_request', detail, members))
    }
    if (providers[service].kind === 'oauth') await revokeUnidentified(context, order, credential)
    const detail = `${name} did not say whose account this is. Nothing was connected; start again.`
    throw asProblem(error, context.log, new ApiProblem('provider_error', detail))
  }
}
