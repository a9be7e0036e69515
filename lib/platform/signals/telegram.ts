import type { Keyring } from '@/lib/storage/keyring'
import { isWebhookSecret } from '../inboxes/delivery'
import type { Inboxes } from '../inboxes/inboxes'
import { parseJsonObject } from '../providers/json-object'
import { nothingToDo, type Receiver } from './receiver'

/** An update has a text of 4096 characters at most, but also what is formatted in it and the message it answers. */
const maxBodyBytes = 256 * 1024

/**
 * Creates the receiver of the updates of bots (https://core.telegram.org/bots/api#setwebhook). The address names the
 * bot, and a header has the secret that only Telegram and the servers of this store know. Updates are delivered one at
 * a time until they are accepted, so what cannot be read is accepted too.
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
      return update ? { keep: () => inboxes.receive(botId, update) } : nothingToDo
    },
  }
}
