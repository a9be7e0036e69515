import { traceOf } from '@/lib/http/log'
import { telegramWebhookBase } from '../core/telegram-webhook-base'
import type { GrantsContext } from '../grants/grants-context'
import type { StoredRow } from '../grants/integration-row'
import { grantOf } from '../grants/row-grant'
import { ProviderError } from '../providers/provider-error'
import { askBot, readWebhookUrl } from '../providers/telegram-api'
import { webhookOf } from './bot-secrets'
import { ensureWebhook } from './bot-webhook'

const intervalMs = 15 * 60_000
/** The time limit of one round, so that a provider that never answers does not keep the server from stopping. */
const maxRoundMs = 60_000

export interface WebhookWork {
  /** Sets the webhook of an integration that was just connected, in the background. */
  afterConnecting: (row: StoredRow) => void
  /**
   * Sets the webhooks of all connected bots that have none. Asks Telegram about each bot every 15
   * minutes.
   */
  setMissing: () => Promise<void>
}

/**
 * Creates the functions that let Telegram deliver the updates of live bots to this server. They do nothing when the
 * server has no public address.
 */
export function createWebhookWork(context: GrantsContext): WebhookWork {
  const { settings, storage, keyring, clients, log, lateWork, now } = context
  const base = telegramWebhookBase(settings.appUrl)
  /**
   * When Telegram is asked next about each bot, by the id of the bot, in milliseconds since 1970.
   */
  const nextTimes = new Map<string, number>()

  async function ensure(row: StoredRow): Promise<void> {
    const grant = grantOf(context, row)
    const client = clients('telegram', 'live')
    if (!base || !grant || !client) return
    const botId = row.external_id
    nextTimes.set(botId, now() + intervalMs)
    try {
      const found = await ensureWebhook(
        {
          readWebhookUrl: () => readWebhookUrl(grant.credential, client),
          async setWebhook(parameters) {
            const { body } = await askBot(grant.credential, client, 'setWebhook', parameters)
            if (body.ok !== true)
              throw new ProviderError('telegram', 'malformed', 'webhook_not_set')
          },
        },
        webhookOf(base, keyring, botId),
      )
      if (found === 'foreign')
        log.info({ integration: row.id }, 'a bot has a webhook of another server')
    } catch (error) {
      if (!(error instanceof ProviderError)) throw error
      log.warn({ integration: row.id, ...error.fields }, 'the webhook of a bot could not be set')
    }
  }

  const selectBots = () =>
    storage.db
      .selectFrom('integrations')
      .selectAll()
      .where('service', '=', 'telegram')
      .where('environment', '=', 'live')
      .where('status', '=', 'connected')
      .where('credential', 'is not', null)
      .orderBy('id')
      .execute()

  return {
    afterConnecting(row) {
      if (!base || row.service !== 'telegram' || row.environment !== 'live') return
      lateWork.add(
        ensure(row).catch((error) =>
          log.error(
            traceOf(error),
            'the webhook of a bot was not set because of an error in this server',
          ),
        ),
      )
    },
    async setMissing() {
      if (!base) return
      const endsAt = now() + maxRoundMs
      for (const row of await selectBots()) {
        if (now() > endsAt) return
        if ((nextTimes.get(row.external_id) ?? 0) <= now()) await ensure(row)
      }
    },
  }
}
