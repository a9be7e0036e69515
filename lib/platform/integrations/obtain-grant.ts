import { serviceName } from '@/lib/contract/services/catalogue'
import type { GrantInput } from '../codes/grant-input'
import { ApiProblem } from '../core/api-problem'
import type { Grant } from '../grants/vault/vault'
import { UnusableAnswerError } from '../oauth/unusable-answer'
import type { Credential } from '../providers/provider'
import { providers } from '../providers/registry'
import type { ConnectContext, ConnectOrder } from './connect-order'
import { exchangeInTime } from './exchange-in-time'
import { exchangedGrant, heldGrant, type ObtainedGrant, presentedGrant } from './obtained-grant'
import { asProblem } from './provider-problem'
import { redeemCode } from './redeem-code'
import { revokeUnidentifiedGrant } from './revoke-unidentified'
import { asSpentProblem } from './spent-problem'

/**
 * Obtains the grant for an order and asks the provider which account the grant is for. When the
 * provider does not name the account, an OAuth grant is revoked.
 *
 * @throws {SpentProblem} when the code was spent but no grant was obtained; an `ApiProblem` before
 *   that
 */
export async function obtainGrant(
  context: ConnectContext,
  order: ConnectOrder,
): Promise<ObtainedGrant> {
  const { oauth_code: code, bot_token: token } = order.request
  if (code === undefined) {
    const credential =
      token === undefined ? sharedBotCredential(context, order) : ownBotCredential(order, token)
    return presentedGrant(await identifyGrant(context, order, credential))
  }
  const redemption = await redeemCode(context, order, code)
  if ('held' in redemption) return heldGrant(context, order, code, redemption.held)
  try {
    return exchangedGrant(
      context,
      order,
      code,
      await obtainNewGrant(context, order, redemption.redeemed),
    )
  } catch (error) {
    throw asSpentProblem(error)
  }
}

/** Obtains the grant for the input of a code. A bot is not exchanged for anything. */
async function obtainNewGrant(
  context: ConnectContext,
  order: ConnectOrder,
  input: GrantInput,
): Promise<Grant> {
  const { attempt } = order
  const exchange = () => exchangeInput(context, order, input)
  if (input.kind !== 'oauth') {
    return attempt.during('identified', async () => identifyGrant(context, order, await exchange()))
  }
  const credential = await attempt.during('exchanged', exchange)
  return attempt.during('identified', () => identifyGrant(context, order, credential))
}

async function exchangeInput(
  context: ConnectContext,
  order: ConnectOrder,
  input: GrantInput,
): Promise<Credential> {
  if (input.kind === 'shared_bot') return sharedBotCredential(context, order)
  if (input.kind === 'bot') return ownBotCredential(order, input.token)
  const provider = providers[order.service]
  if (provider.kind !== 'oauth') throw new Error('a code of OAuth for a service without it')
  try {
    return await exchangeInTime(context, order, provider, input)
  } catch (error) {
    if (error instanceof UnusableAnswerError)
      await revokeUnidentifiedGrant(context, order, error.grantedCredential)
    const detail = `${serviceName(order.service)} did not accept the code. Connect again to get a new one.`
    throw asProblem(
      error,
      context.log,
      new ApiProblem('invalid_oauth_code', detail, { reason: 'refused' }),
    )
  }
}

function ownBotCredential({ service, client }: ConnectOrder, token: string): Credential {
  const provider = providers[service]
  const credential = provider.kind === 'bot' ? provider.ownBotCredential(token, client) : undefined
  if (credential) return credential
  throw new ApiProblem('invalid_request', 'This is not a bot token.', { field: 'bot_token' })
}

function sharedBotCredential(
  { settings }: ConnectContext,
  { service, client }: ConnectOrder,
): Credential {
  const provider = providers[service]
  const credential = provider.kind === 'bot' ? provider.sharedBotCredential(client) : undefined
  if (credential) return credential
  const page = `${settings.appUrl}/integrations/connect?service=${service}`
  throw new ApiProblem(
    'invalid_request',
    `This server has no ${serviceName(service)} bot of its own. Connect one of yours at ${page}, or send its "bot_token".`,
    { field: 'oauth_code', reason: 'not_configured' },
  )
}

async function identifyGrant(context: ConnectContext, order: ConnectOrder, credential: Credential) {
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
    if (providers[service].kind === 'oauth')
      await revokeUnidentifiedGrant(context, order, credential)
    const detail = `${name} did not say whose account this is. Nothing was connected; start again.`
    throw asProblem(error, context.log, new ApiProblem('provider_error', detail))
  }
}
