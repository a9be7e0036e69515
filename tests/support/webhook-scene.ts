import { expect, onTestFinished } from 'vitest'
import { webhookSchema } from '@/lib/contract/api/webhook'
import type { Meter } from '@/lib/platform/core/meter'
import type { Storage } from '@/lib/storage/database'
import { platformOn } from './platform'
import { type Answer, startReceiver } from './receiver'
import { createWebhook, deliveriesOf } from './webhooks'

/** A send takes at most 10 s, and the platform waits for it when it closes. */
const closesWithinMs = 15_000

/**
 * Creates a platform with a clock of its own, and an account with a webhook to a receiver that answers with `answer`. Its
 * background work also sends what other scenes have left in the same store.
 */
export async function webhookScene(
  storage: Storage,
  { account, answer, meter }: { account: string; answer: Answer; meter?: Meter },
) {
  const server = platformOn(storage, meter ? { meter } : {})
  onTestFinished(() => server.platform.close(closesWithinMs))
  const client = await server.client({ account })
  const receiver = await startReceiver(answer)
  const webhook = await createWebhook(client, { url: receiver.url })
  const path = `/v1/webhooks/${webhook.id}`
  return {
    server,
    client,
    receiver,
    webhook,
    /** The path of the webhook in the API. */
    path,
    /** Sends the test message. */
    sendTest: () => client.post(`${path}/test`),
    /** Waits until exactly this many deliveries are listed, and returns them, newest first. */
    async delivered(count: number) {
      await expect
        .poll(async () => (await deliveriesOf(client, webhook.id)).length, { interval: 20 })
        .toBe(count)
      return deliveriesOf(client, webhook.id)
    },
    /** Moves the clock on and lets the background work run. */
    async pass(milliseconds: number) {
      server.advance(milliseconds)
      await server.platform.runBackground()
    },
    /** Returns the webhook as the API answers it. */
    readWebhook: async () => webhookSchema.parse(await (await client.get(path)).json()),
  }
}
