import type { BotWebhook } from './bot-secrets'
import { receivedUpdates } from './update'

/** The calls to Telegram that read and set the webhook of a bot. Both throw when the call fails. */
export interface BotCalls {
  /** Returns the URL of the webhook that the bot has, or an empty text when it has none. */
  readWebhookUrl: () => Promise<string>
  setWebhook: (parameters: Readonly<Record<string, unknown>>) => Promise<void>
}

/**
 * Sets the webhook of a bot that has none, or that has one of this server at an older address.
 *
 * @returns `foreign` when the bot has a webhook of another server, which is not changed
 */
export async function ensureWebhook(
  calls: BotCalls,
  { url, secret }: BotWebhook,
): Promise<'ours' | 'foreign'> {
  const current = await calls.readWebhookUrl()
  if (current === url) return 'ours'
  const ownPrefix = url.slice(0, url.lastIndexOf('/') + 1)
  if (current !== '' && !current.startsWith(ownPrefix)) return 'foreign'
  await calls.setWebhook({ url, secret_token: secret, allowed_updates: receivedUpdates })
  return 'ours'
}
