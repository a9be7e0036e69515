import { z } from 'zod'
import { type Answer, ask, expectShape } from './ask'
import type { BotProvider } from './bot-provider'
import { externalAccount } from './external-account'
import type { Credential, ExternalAccount, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

const tokenPattern = /^\d{1,20}:[A-Za-z0-9_-]{1,128}$/
const botSchema = z.object({
  ok: z.literal(true),
  result: z.object({ id: z.int().positive(), username: z.string().regex(/^\w{1,64}$/) }),
})

const waitSchema = z.object({ parameters: z.object({ retry_after: z.number() }) })

/**
 * Telegram does not use OAuth: a bot's token, from @BotFather, is the whole grant. Quirks:
 *
 * - The token is in the path of every URL, so no URL may be logged.
 * - The bot is either the shared bot, which is the platform's (`details.shared`) and whose token stays in the
 *   configuration, or a person's own bot. A 401 about the shared bot is a problem of the operator. A 401 about a
 *   person's own bot means that the grant has ended. In the sandbox, each connection to the shared bot gets a token
 *   of its own (`details.lent`).
 * - No call revokes a token: the person has to tell @BotFather. A disconnect makes no call, because nothing
 *   else of a bot belongs to Miteos: the webhook was set by somebody else, and `logOut` would move the bot to
 *   another server.
 * - After a 429, the body says how long to wait (https://core.telegram.org/bots/api#responseparameters).
 */
export const telegram: BotProvider = {
  kind: 'bot',
  service: 'telegram',
  toolScopes: { send_message: [], read_channel_updates: [], post_to_group: [] },
  ownBotCredential(token, client) {
    if (token === client.secret) return telegram.sharedBotCredential(client)
    if (!tokenPattern.test(token)) return undefined
    return { accessToken: token, scopes: [], details: {} }
  },
  sharedBotCredential({ secret, makeBotToken }) {
    if (makeBotToken) return { accessToken: makeBotToken(), scopes: [], details: { lent: 'true' } }
    if (!tokenPattern.test(secret)) return undefined
    return { accessToken: '', scopes: [], details: { shared: 'true' } }
  },
  async identify(credential, client) {
    const { status, body } = await getMe(credential, client)
    if ((status === 401 || status === 404) && body.ok === false) throw unauthorizedError(credential)
    return accountIn(expectShape('telegram', botSchema, body))
  },
  async probe(credential, client) {
    const { status, body } = await getMe(credential, client)
    if (status === 200 && body.ok === true) {
      const bot = botSchema.safeParse(body).data
      return { state: 'alive', ...(bot && { account: accountIn(bot) }) }
    }
    if (status !== 401 || body.ok !== false)
      throw new ProviderError('telegram', 'malformed', 'unexpected_status')
    if (isShared(credential)) throw unauthorizedError(credential)
    return { state: 'dead', reason: 'revoked' }
  },
  async revoke(credential) {
    return isShared(credential) || credential.details.lent === 'true' ? 'untouched' : 'by_hand'
  },
}

function accountIn({ result: { id, username } }: z.infer<typeof botSchema>): ExternalAccount {
  return externalAccount(String(id), `@${username}`)
}

function isShared({ details }: Credential): boolean {
  return details.shared === 'true'
}

function getMe(credential: Credential, client: ProviderClient): Promise<Answer> {
  const token = isShared(credential) ? client.secret : credential.accessToken
  if (!tokenPattern.test(token)) throw unauthorizedError(credential)
  return ask('telegram', client, {
    method: 'POST',
    url: `https://api.telegram.org/bot${token}/getMe`,
    json: {},
    waitSecondsIn: (body) => waitSchema.safeParse(body).data?.parameters.retry_after,
  })
}

function unauthorizedError(credential: Credential): ProviderError {
  const failure = isShared(credential) ? 'misconfigured' : 'refused'
  return new ProviderError('telegram', failure, 'unauthorized')
}
