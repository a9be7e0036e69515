import { z } from 'zod'
import { ask, expectShape } from './ask'
import type { JsonObject } from './json-object'
import type { Credential, ProviderClient } from './provider'
import { ProviderError } from './provider-error'

/** Matches the token of a bot. */
export const botTokenPattern = /^\d{1,20}:[A-Za-z0-9_-]{1,128}$/

const waitSchema = z.object({ parameters: z.object({ retry_after: z.number() }) })
const webhookSchema = z.object({ ok: z.literal(true), result: z.object({ url: z.string() }) })

/** Returns whether a credential is for the platform's own bot, whose token stays in the configuration. */
export function isSharedBot({ details }: Credential): boolean {
  return details.shared === 'true'
}

/** Returns the token of a bot, or `undefined` when the token is missing or has another form. */
export function botTokenOf(credential: Credential, client: ProviderClient): string | undefined {
  const token = isSharedBot(credential) ? client.secret : credential.accessToken
  return botTokenPattern.test(token) ? token : undefined
}

/** Returns the seconds that the body of a 429 asks to wait. */
export function askedWaitSeconds(body: unknown): number | undefined {
  return waitSchema.safeParse(body).data?.parameters.retry_after
}

/**
 * Returns the error for a token that Telegram does not accept: `misconfigured` for the shared bot,
 * whose token the operator has configured, and `refused` for a person's own bot.
 */
export function unauthorizedError(credential: Credential): ProviderError {
  const failure = isSharedBot(credential) ? 'misconfigured' : 'refused'
  return new ProviderError('telegram', failure, 'unauthorized')
}

/** Calls a method of the Bot API. The URL contains the token, so it must not be logged. */
export function askBot(
  credential: Credential,
  client: ProviderClient,
  method: string,
  parameters: JsonObject = {},
) {
  const token = botTokenOf(credential, client)
  if (token === undefined) throw unauthorizedError(credential)
  return ask('telegram', client, {
    method: 'POST',
    url: `https://api.telegram.org/bot${token}/${method}`,
    json: parameters,
    waitSecondsIn: askedWaitSeconds,
  })
}

/**
 * Returns the URL of the webhook to which Telegram delivers the updates of a bot, or an empty text
 * when there is none.
 */
export async function readWebhookUrl(
  credential: Credential,
  client: ProviderClient,
): Promise<string> {
  const { status, body } = await askBot(credential, client, 'getWebhookInfo')
  if (status === 401) throw unauthorizedError(credential)
  return expectShape('telegram', webhookSchema, body).result.url
}
