import { expect, test } from 'vitest'
import { platformOn } from '@/tests/support/platform'
import { type Answer, startReceiver } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { webhookScene } from '@/tests/support/webhook-scene'
import { createWebhook, deliveriesOf } from '@/tests/support/webhooks'

describeOnBothStores('a receiver', async (openStore) => {
  const storage = await openStore()
  const scene = (account: string, answer: Answer) => webhookScene(storage, { account, answer })

  test('that answers gets the test message at once, and the list shows its answer', async () => {
    const { sendTest, receiver, webhook, delivered } = await scene('answering', 200)
    const sent = await sendTest()
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
    const { sendTest, delivered } = await scene(`answering ${answer}`, (response) =>
      response.writeHead(answer, { location: elsewhere.url }).end(),
    )
    await sendTest()
    expect(await delivered(1)).toMatchObject([{ ...expected, next_at: expect.any(String) }])
    expect(elsewhere.received).toEqual([])
  })

  test.each<[string, Answer]>([
    [
      'wants to speak another protocol',
      (response) =>
        response.socket?.write(
          'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
        ),
    ],
    ['closes the connection', (response) => response.destroy()],
    ['does not speak HTTP', (response) => response.socket?.end('hello\r\n\r\n')],
    ['sends an endless head', (response) => response.writeHead(200, { x: 'a'.repeat(9000) }).end()],
  ])('that %s is unreachable', async (name, answer) => {
    const { sendTest, delivered } = await scene(name, answer)
    await sendTest()
    const [delivery] = await delivered(1)
    expect(delivery).toMatchObject({ error: 'unreachable' })
    expect(delivery).not.toHaveProperty('status')
  })

  test('that answers 10 MB is not read to the end', async () => {
    let written = 0
    const { sendTest, delivered } = await scene('talkative', (response) => {
      response.writeHead(200)
      const more = () => {
        if (written >= 10_000_000 || response.destroyed) return
        written += 50_000
        if (response.write('a'.repeat(50_000))) setImmediate(more)
        else response.once('drain', more)
      }
      more()
    })
    await sendTest()
    expect(await delivered(1)).toMatchObject([{ status: 200 }])
    expect(written).toBeLessThan(10_000_000)
  })

  test('that hangs is given up after ten seconds, and keeps nobody else waiting', async () => {
    const hanging = await scene('hanging', () => {})
    const other = await startReceiver()
    await createWebhook(hanging.client, { url: other.url })
    const startedAt = Date.now()
    await hanging.client.connect('slack')
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
      const server = platformOn(storage)
      const client = await server.client({ account: `inside ${url}`, environment: 'live' })
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
})
