import type { Webhook } from './delivery'
import { receivedUpdates } from './update'

/** The calls that the webhook of a bot needs. Both throw when Telegram does not do it. */
export interface BotCalls {
  readWebhookUrl: () => Promise<string>
  setWebhook: (parameters: Readonly<Record<string, unknown>>) => Promise<void>
}

/**
 * Sets the webhook of a bot when it has none, or one of ours with an older address.
 *
 * @returns `foreign` when the bot has a webhook of somebody else, which is left alone
 */
export async function ensureWebhook(
  calls: BotCalls,
  { url, secret }: Webhook,
): Promise<'ours' | 'foreign'> {
  const current = await calls.readWebhookUrl()
  if (current === url) return 'ours'
  const ownAddresses = url.slice(0, url.lastIndexOf('/') + 1)
  if (current !== '' && !current.startsWith(ownAddresses)) return 'foreign'
  await calls.setWebhook({ url, secret_token: secret, allowed_updates: receivedUpdates })
  return 'ours'
}
