import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keyring } from '@/lib/storage/keyring'

/** The address and the secret with which Telegram delivers the updates of a bot to this server. */
export interface BotWebhook {
  url: string
  secret: string
}

const webhookPurpose = (botId: string) => ['telegram webhook', botId]

/**
 * Returns the webhook of a bot. Its secret is derived from the current key of the vault, so all
 * servers on one store have the same. The URL ends with the id of that key: after a rotation of the
 * keys, the URL is new and gets set again.
 */
export function webhookOf(base: string, keyring: Keyring, botId: string): BotWebhook {
  const [secret] = keyring.derive(webhookPurpose(botId))
  return { url: `${base}${botId}/${keyring.currentKeyId}`, secret }
}

/**
 * Returns whether a text is the secret of a bot's webhook, derived from any key of the vault. Takes
 * the same time for every text.
 */
export function isWebhookSecret(keyring: Keyring, botId: string, presented: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compared').update(text).digest()
  return keyring
    .derive(webhookPurpose(botId))
    .map((secret) => timingSafeEqual(digest(secret), digest(presented)))
    .includes(true)
}

const codePurpose = (accountId: string) => ['telegram chat', accountId]
const macLength = 22

/**
 * Returns the code that people send in a chat of the shared bot to link the chat to a customer's
 * account.
 */
export function linkCodeOf(keyring: Keyring, accountId: string): string {
  const [mac] = keyring.derive(codePurpose(accountId))
  return `${accountId}-${mac.slice(0, macLength)}`
}

/**
 * Returns the id of the account to which a message links its chat, or `undefined` when the message
 * is not `/link` or `/start` with a valid code.
 */
export function accountLinkedBy(keyring: Keyring, text: string): string | undefined {
  const [, accountId, mac] =
    /^\/(?:link|start)(?:@\w{1,64})?\s+([a-z0-9_]{1,40})-([\w-]{22})\s*$/.exec(text) ?? []
  if (accountId === undefined || mac === undefined) return undefined
  const isValid = keyring
    .derive(codePurpose(accountId))
    .map((full) => timingSafeEqual(Buffer.from(full.slice(0, macLength)), Buffer.from(mac)))
    .includes(true)
  return isValid ? accountId : undefined
}
