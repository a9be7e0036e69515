import { z } from 'zod'
import { expectShape } from './ask'
import type { BotProvider } from './bot-provider'
import { externalAccount } from './external-account'
import type { Credential, ExternalAccount, ProviderClient } from './provider'
import { ProviderError } from './provider-error'
import {
  askBot,
  botTokenPattern,
  isSharedBot,
  readWebhookUrl,
  unauthorizedError,
} from './telegram-api'

const botSchema = z.object({
  ok: z.literal(true),
  result: z.object({ id: z.int().positive(), username: z.string().regex(/^\w{1,64}$/) }),
})

/**
 * Telegram does not use OAuth: a bot's token, from @BotFather, is the whole grant. Quirks:
 *
 * - The token is in the path of every URL, so no URL may be logged.
 * - The bot is either the shared bot, which is the platform's (`details.shared`) and whose token stays in the
 *   configuration, or a person's own bot. A 401 about the shared bot is a problem of the operator. A 401 about a
 *   person's own bot means that the grant has ended. In the sandbox, each connection to the shared bot gets a token
 *   of its own (`details.lent`).
 * - No call revokes a token: the person has to tell @BotFather. A disconnect deletes the webhook that this server has
 *   set, and no other one. `logOut` is not used, because it would move the bot to another server.
 * - After a 429, the body says how long to wait (https://core.telegram.org/bots/api#responseparameters).
 */
export const telegram: BotProvider = {
  kind: 'bot',
  service: 'telegram',
  toolScopes: { send_message: [], read_channel_updates: [], post_to_group: [] },
  ownBotCredential(token, client) {
    if (token === client.secret) return telegram.sharedBotCredential(client)
    if (!botTokenPattern.test(token)) return undefined
    return { accessToken: token, scopes: [], details: {} }
  },
  sharedBotCredential({ secret, makeBotToken }) {
    if (makeBotToken) return { accessToken: makeBotToken(), scopes: [], details: { lent: 'true' } }
    if (!botTokenPattern.test(secret)) return undefined
    return { accessToken: '', scopes: [], details: { shared: 'true' } }
  },
  async identify(credential, client) {
    const { status, body } = await askBot(credential, client, 'getMe')
    if ((status === 401 || status === 404) && body.ok === false) throw unauthorizedError(credential)
    return accountIn(expectShape('telegram', botSchema, body))
  },
  async probe(credential, client) {
    const { status, body } = await askBot(credential, client, 'getMe')
    if (status === 200 && body.ok === true) {
      const bot = botSchema.safeParse(body).data
      return { state: 'alive', ...(bot && { account: accountIn(bot) }) }
    }
    if (status !== 401 || body.ok !== false)
      throw new ProviderError('telegram', 'malformed', 'unexpected_status')
    if (isSharedBot(credential)) throw unauthorizedError(credential)
    return { state: 'dead', reason: 'revoked' }
  },
  async revoke(credential, client) {
    await deleteOwnWebhook(credential, client)
    return isSharedBot(credential) || credential.details.lent === 'true' ? 'untouched' : 'by_hand'
  },
}

function accountIn({ result: { id, username } }: z.infer<typeof botSchema>): ExternalAccount {
  return externalAccount(String(id), `@${username}`)
}

/**
 * Deletes the webhook of a bot when this server has set it. Does nothing when Telegram does not
 * accept the token.
 */
async function deleteOwnWebhook(credential: Credential, client: ProviderClient): Promise<void> {
  if (client.webhookBase === undefined) return
  try {
    const url = await readWebhookUrl(credential, client)
    if (url.startsWith(client.webhookBase)) await askBot(credential, client, 'deleteWebhook')
  } catch (error) {
    if (error instanceof ProviderError && ['refused', 'misconfigured'].includes(error.failure))
      return
    throw error
  }
}
