import { expect, test } from 'vitest'
import type { Integration } from '@/lib/contract/api/integration'
import { type Client, platformOn } from '@/tests/support/platform'
import { startReceiver, verified } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook, deliveriesOf } from '@/tests/support/webhooks'

const claimMs = 2 * 60_000

describeOnBothStores('two servers on one store', (openStore) => {
  const scene = async () => {
    const storage = await openStore()
    const servers = [platformOn(storage), platformOn(storage)] as const
    const client = await servers[0].client()
    const receiver = await startReceiver()
    return { storage, servers, client, receiver }
  }

  const connectAll = async (client: Client, services: readonly Integration['service'][]) => {
    const orders = []
    for (const service of services) {
      if (service !== 'gmail' && service !== 'slack' && service !== 'notion') continue
      orders.push({ service, oauth_code: await client.code(service) })
    }
    return Promise.all(orders.map((order) => client.post('/v1/integrations', order)))
  }

  test('deliver each message once, however often both look for what is due', async () => {
    const { servers, client, receiver } = await scene()
    const webhooks = await Promise.all(
      Array.from({ length: 5 }, () => createWebhook(client, { url: receiver.url })),
    )
    const looks = setInterval(() => {
      for (const { platform } of servers) void platform.runBackground()
    }, 20)
    await connectAll(client, ['gmail', 'slack', 'notion'])
    for (const { id } of await (await client.get('/v1/integrations')).json())
      await client.delete(`/v1/integrations/${id}`)
    await receiver.messages(30)
    await Promise.all(servers.map(({ platform }) => platform.runBackground()))
    clearInterval(looks)
    await Promise.all(servers.map(({ platform }) => platform.close(5000)))
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(ids).toHaveLength(30)
    expect(new Set(ids).size).toBe(30)
    for (const { id } of webhooks) {
      const deliveries = await deliveriesOf(client, id)
      expect(deliveries.map(({ attempt }) => attempt)).toEqual(Array(6).fill(1))
    }
  })

  test('leave a message alone that the other one is sending, until its claim has run out', async () => {
    const { storage, servers, client, receiver } = await scene()
    const { id, secret } = await createWebhook(client, { url: receiver.url })
    await servers[0].platform.close(1000)
    await client.connect('slack')
    // As a process leaves it that is killed while it sends: claimed, and never recorded.
    await storage.db
      .updateTable('webhook_messages')
      .set({ attempts: 1, next_at: Date.now() + claimMs })
      .execute()
    const [, survivor] = servers
    survivor.advance(claimMs - 5000)
    await survivor.platform.runBackground()
    expect(receiver.received).toEqual([])
    survivor.advance(6000)
    await survivor.platform.runBackground()
    await receiver.messages(1)
    await expect.poll(() => deliveriesOf(client, id)).toMatchObject([{ attempt: 2, status: 204 }])
    const [received] = receiver.received
    if (received)
      expect(verified(received, secret)).toMatchObject({ type: 'integration.connected' })
  })

  test('of which one has stopped send only from the other one', async () => {
    const { servers, client, receiver } = await scene()
    await createWebhook(client, { url: receiver.url })
    await servers[0].platform.close(1000)
    await client.connect('slack')
    await servers[0].platform.runBackground()
    expect(receiver.received).toEqual([])
    await servers[1].platform.runBackground()
    await receiver.messages(1)
    expect(receiver.types()).toEqual(['integration.connected'])
  })
})
