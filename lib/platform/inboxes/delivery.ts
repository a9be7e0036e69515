import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Keyring } from '@/lib/storage/keyring'

/** The address and the secret with which Telegram delivers the updates of a bot to this server. */
export interface Webhook {
  url: string
  secret: string
}

const purposeOf = (botId: string) => ['telegram webhook', botId]

/**
 * Returns the webhook of a bot. Its secret comes from the keys of the store, so every server of the store knows it. The
 * address names the key, so that a new key leads to a new address, which replaces the old one.
 */
export function webhookOf(base: string, keyring: Keyring, botId: string): Webhook {
  const [secret] = keyring.derive(purposeOf(botId))
  return { url: `${base}${botId}/${keyring.currentKeyId}`, secret }
}

/** Returns whether a text is the secret of a bot's webhook, from any of the keys. Takes the same time for every text. */
export function isWebhookSecret(keyring: Keyring, botId: string, presented: string): boolean {
  const digest = (text: string) => createHmac('sha256', 'compared').update(text).digest()
  return keyring
    .derive(purposeOf(botId))
    .map((secret) => timingSafeEqual(digest(secret), digest(presented)))
    .includes(true)
}

const codePurpose = (accountId: string) => ['telegram chat', accountId]
const macLength = 22

/** Returns the code with which the people of a chat of the shared bot link the chat to a customer's account. */
export function linkCodeOf(keyring: Keyring, accountId: string): string {
  const [mac] = keyring.derive(codePurpose(accountId))
  return `${accountId}-${mac.slice(0, macLength)}`
}

/** Returns the customer's account to which a message links its chat, or `undefined` for every other message. */
export function accountLinkedBy(keyring: Keyring, text: string): string | undefined {
  const [, accountId, mac] =
    /^\/(?:link|start)(?:@\w{1,64})?\s+([a-z0-9_]{1,40})-([\w-]{22})\s*$/.exec(text) ?? []
  if (accountId === undefined || mac === undefined) return undefined
  const isRight = keyring
    .derive(codePurpose(accountId))
    .map((right) => timingSafeEqual(Buffer.from(right.slice(0, macLength)), Buffer.from(mac)))
    .includes(true)
  return isRight ? accountId : undefined
}
