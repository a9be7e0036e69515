import { expect, onTestFinished, test } from 'vitest'
import { type Client, platformOn } from '@/tests/support/platform'
import { type Answer, startReceiver } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { activityOf } from '@/tests/support/tokens'
import { createWebhook, deliveriesOf } from '@/tests/support/webhooks'

const minute = 60_000
const hour = 60 * minute

describeOnBothStores('a receiver', async (openStore) => {
  const storage = await openStore()

  /** A platform with a clock of its own, and an account with a webhook to a receiver that answers like this. */
  const scene = async (account: string, answer: Answer) => {
    const work = platformOn(storage)
    onTestFinished(() => work.platform.close(15_000))
    const client = await work.client({ account })
    const receiver = await startReceiver(answer)
    const webhook = await createWebhook(client, { url: receiver.url })
    const path = `/v1/webhooks/${webhook.id}`
    const test = () => client.post(`${path}/test`)
    const delivered = async (count: number) => {
      await expect
        .poll(async () => (await deliveriesOf(client, webhook.id)).length, { interval: 20 })
        .toBe(count)
      return deliveriesOf(client, webhook.id)
    }
    /** Moves the clock on and lets the background work run. */
    const pass = async (milliseconds: number) => {
      work.advance(milliseconds)
      await work.platform.runBackground()
    }
    const read = async () => (await client.get(path)).json()
    return { work, client, receiver, webhook, path, test, delivered, pass, read }
  }

  const connect = (client: Client) => client.connect('slack')

  test('that answers gets the test message at once, and the list shows its answer', async () => {
    const { test, receiver, webhook, delivered } = await scene('answering', 200)
    const sent = await test()
    expect(sent.status).toBe(202)
    const { message_id } = await sent.json()
    expect(await receiver.messages(1)).toEqual([
      { type: 'test.ping', timestamp: expect.any(String), data: { webhook_id: webhook.id } },
    ])
    expect(receiver.received[0]?.headers['webhook-id']).toBe(message_id)
    expect(await delivered(1)).toEqual([
      {
        id: expect.stringMatching(/^dlv_/),
        message_id,
        event: 'test.ping',
        at: expect.any(String),
        attempt: 1,
        status: 200,
        took_ms: expect.any(Number),
      },
    ])
  })

  test.each([
    ['a redirect', 302, { status: 302, error: 'redirect' }],
    ['an error', 500, { status: 500, error: 'status' }],
    ['too many requests', 429, { status: 429, error: 'status' }],
  ])('that answers with %s has not accepted the message', async (_, answer, expected) => {
    const elsewhere = await startReceiver()
    const { test, delivered } = await scene(`answering ${answer}`, (response) =>
      response.writeHead(answer, { location: elsewhere.url }).end(),
    )
    await test()
    expect(await delivered(1)).toMatchObject([{ ...expected, next_at: expect.any(String) }])
    expect(elsewhere.received).toEqual([])
  })

  test.each<[string, Answer]>([
    ['closes the connection', (response) => response.destroy()],
    ['does not speak HTTP', (response) => response.socket?.end('hello\r\n\r\n')],
    ['sends an endless head', (response) => response.writeHead(200, { x: 'a'.repeat(9000) }).end()],
  ])('that %s is unreachable', async (name, answer) => {
    const { test, delivered } = await scene(name, answer)
    await test()
    const [delivery] = await delivered(1)
    expect(delivery).toMatchObject({ error: 'unreachable' })
    expect(delivery).not.toHaveProperty('status')
  })

  test('that answers 10 MB is not read to the end', async () => {
    let written = 0
    const { test, delivered } = await scene('talkative', (response) => {
      response.writeHead(200)
      const more = () => {
        if (written >= 10_000_000 || response.destroyed) return
        written += 50_000
        if (response.write('a'.repeat(50_000))) setImmediate(more)
        else response.once('drain', more)
      }
      more()
    })
    await test()
    expect(await delivered(1)).toMatchObject([{ status: 200 }])
    expect(written).toBeLessThan(10_000_000)
  })

  test('that hangs is given up after ten seconds, and keeps nobody else waiting', async () => {
    const hanging = await scene('hanging', () => {})
    const other = await startReceiver()
    await createWebhook(hanging.client, { url: other.url })
    const startedAt = Date.now()
    await connect(hanging.client)
    await Promise.all([hanging.receiver.messages(1), other.messages(1)])
    await hanging.client.connect('github')
    await other.messages(2)
    expect(Date.now() - startedAt).toBeLessThan(8000)
    // One message at a time goes to each receiver.
    expect(hanging.receiver.received).toHaveLength(1)
    const [delivery] = await hanging.delivered(1)
    expect(delivery).toMatchObject({ error: 'timeout', next_at: expect.any(String) })
    expect(delivery?.took_ms).toBeGreaterThan(9000)
    expect(delivery?.took_ms).toBeLessThan(11_000)
  })

  test.each(['https://localhost/', 'https://10.0.0.1/', 'https://[::1]/'])(
    'whose address is not public gets nothing: %s',
    async (url) => {
      const inside = await startReceiver()
      const { port } = new URL(inside.url)
      const work = platformOn(storage)
      const client = await work.client({ account: `inside ${url}`, environment: 'live' })
      const { id } = await createWebhook(client)
      await storage.db
        .updateTable('webhooks')
        .set({ url: url.replace(/\/$/, `:${port}/`) })
        .where('id', '=', id)
        .execute()
      await client.post(`/v1/webhooks/${id}/test`)
      await expect
        .poll(() => deliveriesOf(client, id))
        .toMatchObject([{ error: 'refused_address', attempt: 1 }])
      expect(inside.received).toEqual([])
    },
  )

  test('that fails is tried again after the documented pauses, and a success ends that', async () => {
    const { test, receiver, delivered, pass } = await scene('recovering', 503)
    await test()
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
    const { work, client, receiver, webhook, test, delivered, read } = await scene('leaving', 410)
    await connect(client)
    expect(await delivered(1)).toMatchObject([{ status: 410, error: 'status' }])
    expect(await read()).toMatchObject({ disabled_at: expect.any(String) })
    await client.connect('github')
    await work.platform.runBackground()
    expect(receiver.received).toHaveLength(1)
    expect((await activityOf(work, client.accountId)).at(-1)).toMatchObject({
      type: 'webhook.disabled',
      actor: { kind: 'system', id: 'webhook_delivery' },
      target: { id: webhook.id },
      reason: 'gone',
    })
    await test()
    const [failed] = await delivered(2)
    expect(failed).toMatchObject({ event: 'test.ping', status: 410 })
    expect(failed).not.toHaveProperty('next_at')
    receiver.answerWith(200)
    await test()
    await delivered(3)
    expect(await read()).not.toHaveProperty('disabled_at')
    await client.connect('notion')
    await receiver.messages(4)
    expect(receiver.types().at(-1)).toBe('integration.connected')
  })

  test('that accepts nothing until the last try is disabled, and what waits for it is given up', async () => {
    const { work, client, receiver, test, delivered, pass, read } = await scene('silent', 500)
    await test()
    await delivered(1)
    const pauses = [5000, 5 * minute, 30 * minute, ...[2, 5, 10, 14, 20, 24].map((h) => h * hour)]
    for (const [index, pause] of pauses.entries()) {
      expect(await read()).not.toHaveProperty('disabled_at')
      await pass(pause + 2000)
      const [latest] = await delivered(index + 2)
      expect(latest).toMatchObject({ attempt: index + 2 })
    }
    expect((await delivered(10))[0]).not.toHaveProperty('next_at')
    expect(await read()).toMatchObject({ disabled_at: expect.any(String) })
    expect((await activityOf(work, client.accountId)).at(-1)).toMatchObject({
      type: 'webhook.disabled',
      reason: 'not_delivered',
    })
    await pass(100 * hour)
    expect(receiver.received).toHaveLength(10)
  })

  test('that accepted another message meanwhile stays in use when one fails to its last try', async () => {
    const { receiver, test, delivered, pass, read } = await scene('choosy', 500)
    await test()
    await delivered(1)
    receiver.answerWith(204)
    await test()
    await delivered(2)
    receiver.answerWith(500)
    let count = 2
    for (const pause of [6000, 6 * minute, hour, ...[3, 6, 11, 15, 21, 25].map((h) => h * hour)]) {
      await pass(pause)
      count += 1
      await delivered(count)
    }
    expect((await delivered(11))[0]).toMatchObject({ attempt: 10, error: 'status' })
    expect(await read()).not.toHaveProperty('disabled_at')
  })

  test('gets a message again when an admin resends its delivery', async () => {
    const { work, client, receiver, path, delivered } = await scene('asking again', 204)
    await connect(client)
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
    expect((await activityOf(work, client.accountId)).at(-1)).toMatchObject({
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
    const { client, receiver, path, test, delivered, pass } = await scene('deleted', 503)
    await test()
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
