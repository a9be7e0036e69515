import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Miteos } from '../miteos/miteos-client'

/** The pauses between the reads of the deliveries. */
const pausesMs = [100, 200, 400, 800, 1000]
const readDeliveries = 50

/**
 * Sends a message to a webhook and waits about three seconds at most for the answer of the
 * receiver, so that the page that follows can show it. Returns the id of the message.
 *
 * @throws {MiteosError} when the deliveries before it cannot be read, or the message cannot be sent
 */
export async function sendAndWait(
  { webhooks }: Pick<Miteos, 'webhooks'>,
  webhookId: string,
  sendMessage: () => Promise<{ message_id: string }>,
): Promise<string> {
  const known = new Set((await webhooks.deliveries(webhookId, readDeliveries)).map(({ id }) => id))
  const { message_id: messageId } = await sendMessage()
  for (const pauseMs of pausesMs) {
    await sleep(pauseMs)
    const deliveries = await webhooks.deliveries(webhookId, readDeliveries).catch(() => [])
    const isAnswered = deliveries.some(
      (delivery) => delivery.message_id === messageId && !known.has(delivery.id),
    )
    if (isAnswered) break
  }
  return messageId
}
