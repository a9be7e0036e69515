import { expect, test } from 'vitest'
import type { Answer } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { activityOf } from '@/tests/support/tokens'
import { webhookScene } from '@/tests/support/webhook-scene'
import { createWebhook } from '@/tests/support/webhooks'

const minute = 60_000
const hour = 60 * minute

describeOnBothStores('a receiver', async (openStore) => {
  const storage = await openStore()
  const scene = (account: string, answer: Answer) => webhookScene(storage, { account, answer })

  test('that fails is tried again after the documented pauses, and a success ends that', async () => {
    const { sendTest, receiver, delivered, pass } = await scene('recovering', 503)
    await sendTest()
    const [first] = await delivered(1)
    expect(Date.parse(first?.next_at ?? '') - Date.parse(first?.at ?? '')).toBeGreaterThan(4900)
    await pass(4000)
    expect(receiver.received).toHaveLength(1)
    await pass(1500)
    await delivered(2)
    receiver.answerWith(204)
    await pass(5 * minute + 1000)
    const deliveries = await delivered(3)
    expect(deliveries.map(({ attempt, status }) => [attempt, status])).toEqual([
      [3, 204],
      [2, 503],
      [1, 503],
    ])
    expect(deliveries[0]).not.toHaveProperty('next_at')
    const ids = receiver.received.map(({ headers, body }) => [headers['webhook-id'], body])
    expect(new Set(ids.map((id) => JSON.stringify(id))).size).toBe(1)
    await pass(30 * hour)
    expect(receiver.received).toHaveLength(3)
  })

  test('that answers 410 is sent nothing any more, and the activity says why', async () => {
    const { server, client, receiver, webhook, sendTest, delivered, readWebhook } = await scene(
      'leaving',
      410,
    )
    await client.connect('slack')
    expect(await delivered(1)).toMatchObject([{ status: 410, error: 'status' }])
    expect(await readWebhook()).toMatchObject({ disabled_at: expect.any(String) })
    await client.connect('github')
    await server.platform.runBackground()
    expect(receiver.received).toHaveLength(1)
    const activity = await activityOf(server, client.accountId)
    expect(activity.find(({ type }) => type === 'webhook.disabled')).toMatchObject({
      actor: { kind: 'system', id: 'webhook_delivery' },
      target: { id: webhook.id },
      reason: 'gone',
    })
    await sendTest()
    const [failed] = await delivered(2)
    expect(failed).toMatchObject({ event: 'test.ping', status: 410 })
    expect(failed).not.toHaveProperty('next_at')
    receiver.answerWith(200)
    await sendTest()
    await delivered(3)
    expect(await readWebhook()).not.toHaveProperty('disabled_at')
    await client.connect('notion')
    await receiver.messages(4)
    expect(receiver.types().at(-1)).toBe('integration.connected')
  })

  test('that accepts nothing until the last try is disabled, and what waits for it is given up', async () => {
    const { server, client, receiver, sendTest, delivered, pass, readWebhook } = await scene(
      'silent',
      500,
    )
    await sendTest()
    await delivered(1)
    const pauses = [5000, 5 * minute, 30 * minute, ...[2, 5, 10, 14, 20, 24].map((h) => h * hour)]
    for (const [index, pause] of pauses.entries()) {
      expect(await readWebhook()).not.toHaveProperty('disabled_at')
      await pass(pause + 2000)
      const [latest] = await delivered(index + 2)
      expect(latest).toMatchObject({ attempt: index + 2 })
    }
    expect((await delivered(10))[0]).not.toHaveProperty('next_at')
    expect(await readWebhook()).toMatchObject({ disabled_at: expect.any(String) })
    expect((await activityOf(server, client.accountId)).at(-1)).toMatchObject({
      type: 'webhook.disabled',
      reason: 'not_delivered',
    })
    await pass(100 * hour)
    expect(receiver.received).toHaveLength(10)
  })

  test('that accepted another message meanwhile stays in use when one fails to its last try', async () => {
    const { receiver, sendTest, delivered, pass, readWebhook } = await scene('choosy', 500)
    await sendTest()
    await delivered(1)
    receiver.answerWith(204)
    await sendTest()
    await delivered(2)
    receiver.answerWith(500)
    let count = 2
    for (const pause of [6000, 6 * minute, hour, ...[3, 6, 11, 15, 21, 25].map((h) => h * hour)]) {
      await pass(pause)
      count += 1
      await delivered(count)
    }
    expect((await delivered(11))[0]).toMatchObject({ attempt: 10, error: 'status' })
    expect(await readWebhook()).not.toHaveProperty('disabled_at')
  })

  test('gets a message again when an admin resends its delivery', async () => {
    const { server, client, receiver, path, delivered } = await scene('asking again', 204)
    await client.connect('slack')
    const [delivery] = await delivered(1)
    const resent = await client.post(`${path}/deliveries/${delivery?.id}/resend`)
    expect([resent.status, await resent.json()]).toEqual([
      202,
      { message_id: delivery?.message_id },
    ])
    expect(await delivered(2)).toMatchObject([{ attempt: 2 }, { attempt: 1 }])
    const [first, second] = receiver.received
    expect(second?.body).toBe(first?.body)
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    expect((await activityOf(server, client.accountId)).at(-1)).toMatchObject({
      type: 'webhook.resent',
      actor: { id: client.tokenId },
    })
    const other = await createWebhook(client)
    for (const unknown of [
      `${path}/deliveries/dlv_01HXYZ/resend`,
      `/v1/webhooks/${other.id}/deliveries/${delivery?.id}/resend`,
    ]) {
      const answer = await (await client.post(unknown)).json()
      expect(answer).toMatchObject({ status: 404, detail: 'There is no delivery with this id.' })
    }
  })

  test('gets nothing of a webhook that was deleted while a message waited for another try', async () => {
    const { client, receiver, path, sendTest, delivered, pass } = await scene('deleted', 503)
    await sendTest()
    await delivered(1)
    await client.delete(path)
    await pass(hour)
    expect(receiver.received).toHaveLength(1)
    const left = await storage.db
      .selectFrom('webhook_messages')
      .select('id')
      .where('account_id', '=', client.accountId)
      .execute()
    expect(left).toEqual([])
  })
})
