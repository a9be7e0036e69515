import type { Keyring } from '@/lib/storage/keyring'
import { isWebhookSecret } from '../inboxes/bot-secrets'
import type { Inboxes } from '../inboxes/inboxes'
import { parseJsonObject } from '../providers/json-object'
import { nothingToDo, type Receiver } from './receiver'

/**
 * The text of an update has 4096 characters at most. Its formatting and the message that it replies
 * to come in addition.
 */
const maxBodyBytes = 256 * 1024

/**
 * Creates the receiver of the updates of bots (https://core.telegram.org/bots/api#setwebhook). The
 * path contains the id of the bot, and a header contains the secret that only Telegram and our
 * servers know. Telegram sends an update again until it is accepted, so an update that cannot be
 * read is accepted and ignored.
 */
export function createTelegramReceiver(
  isSetUp: boolean,
  { keyring, inboxes }: { keyring: Keyring; inboxes: Inboxes },
): Receiver {
  return {
    isSetUp,
    pathPattern: /^\d{1,20}\/[\w-]{1,32}$/,
    maxBodyBytes,
    async read({ path, headers, body }) {
      const [botId = ''] = path.split('/')
      const presented = headers.get('x-telegram-bot-api-secret-token') ?? ''
      if (!isSetUp || !isWebhookSecret(keyring, botId, presented)) return undefined
      const update = parseJsonObject(Buffer.from(body).toString())
      return update ? { store: () => inboxes.receive(botId, update) } : nothingToDo
    },
  }
}
