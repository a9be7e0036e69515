import { z } from 'zod'
import { ensureWebhook } from '../../inboxes/bot-webhook'
import { receivedUpdates } from '../../inboxes/update'
import type { VendorSession } from '../vendor-session'
import { inboxOf } from './inbox-of'
import { callTelegram, receivedElsewhere } from './telegram-api'

const maxPages = 20
const updateSchema = z.looseObject({ update_id: z.int() })

/**
 * Makes sure that the inbox of the bot receives updates. With a webhook, sets it at Telegram when it is missing. Without one,
 * asks Telegram for the updates since the last call.
 *
 * @throws {ToolFailure} `vendor_refused` when another program receives the updates of the bot
 */
export async function receiveUpdates(vendor: VendorSession): Promise<void> {
  const { webhook } = inboxOf(vendor)
  if (!webhook) return askForUpdates(vendor)
  const found = await ensureWebhook(
    {
      async readWebhookUrl() {
        const schema = z.object({ url: z.string().max(4096) })
        return (await callTelegram(vendor, 'getWebhookInfo', { schema, writes: false })).url
      },
      async setWebhook(json) {
        await callTelegram(vendor, 'setWebhook', { json, schema: z.literal(true), writes: false })
      },
    },
    webhook,
  )
  if (found === 'foreign') throw receivedElsewhere()
}

/** Asks for updates until there are no more, at most 20 times. Telegram deletes the updates before the offset of a call. */
async function askForUpdates(vendor: VendorSession): Promise<void> {
  const inbox = inboxOf(vendor)
  let offset: number | undefined
  for (let page = 0; page < maxPages; page += 1) {
    const updates = await callTelegram(vendor, 'getUpdates', {
      json: { limit: 100, timeout: 0, allowed_updates: receivedUpdates, ...(offset && { offset }) },
      schema: z.array(updateSchema).max(100),
      writes: false,
    })
    const last = updates.at(-1)
    if (!last) return
    await inbox.receive(updates)
    offset = last.update_id + 1
  }
}
