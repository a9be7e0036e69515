import { expect, test } from 'vitest'
import { platformOn } from '@/tests/support/platform'
import { startReceiver } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook, deliveriesOf } from '@/tests/support/webhooks'

const day = 24 * 60 * 60_000

describeOnBothStores('the deliveries of a webhook', (openStore) => {
  const scene = async () => {
    const storage = await openStore()
    const server = platformOn(storage)
    const client = await server.client()
    const receiver = await startReceiver()
    const { id } = await createWebhook(client, { url: receiver.url })
    const sendOne = async () => {
      const { length } = await deliveriesOf(client, id)
      await client.post(`/v1/webhooks/${id}/test`)
      await expect
        .poll(async () => (await deliveriesOf(client, id)).length)
        .toBe(Math.min(length + 1, 50))
    }
    const countOf = async (table: 'webhook_deliveries' | 'webhook_messages') =>
      (await storage.db.selectFrom(table).select('id').execute()).length
    return { storage, server, client, id, sendOne, countOf }
  }

  test('are kept for 30 days, and so are their messages', async () => {
    const { server, sendOne, countOf } = await scene()
    await sendOne()
    server.advance(29 * day)
    await server.platform.runBackground()
    expect([await countOf('webhook_deliveries'), await countOf('webhook_messages')]).toEqual([1, 1])
    await sendOne()
    server.advance(2 * day)
    await server.platform.runBackground()
    expect([await countOf('webhook_deliveries'), await countOf('webhook_messages')]).toEqual([1, 1])
  })

  test('are 1,000 at most, the newest ones', async () => {
    const { storage, client, id, sendOne, countOf } = await scene()
    const yesterday = Date.now() - day
    const old = Array.from({ length: 1200 }, (_, index) => String(index).padStart(26, '0'))
    await storage.db
      .insertInto('webhook_messages')
      .values(
        old.map((end) => ({
          id: `msg_${end}`,
          webhook_id: id,
          account_id: client.accountId,
          event: 'test.ping',
          body: '{}',
          created_at: yesterday + Number(end),
          attempts: 1,
        })),
      )
      .execute()
    await storage.db
      .insertInto('webhook_deliveries')
      .values(
        old.map((end) => ({
          id: `dlv_${end}`,
          webhook_id: id,
          message_id: `msg_${end}`,
          event: 'test.ping',
          at: yesterday + Number(end),
          attempt: 1,
          status: 204,
          took_ms: 1,
        })),
      )
      .execute()
    await sendOne()
    await expect.poll(() => countOf('webhook_deliveries')).toBe(1000)
    await expect.poll(() => countOf('webhook_messages')).toBe(1000)
    const [newest] = await deliveriesOf(client, id)
    expect(newest).toMatchObject({ status: 204, event: 'test.ping' })
    expect(newest?.message_id).not.toMatch(/^msg_0000/)
  })

  test('that cannot be read are left out', async () => {
    const { storage, server, client, id, sendOne } = await scene()
    await sendOne()
    await sendOne()
    const [newest] = await deliveriesOf(client, id)
    await storage.db
      .updateTable('webhook_deliveries')
      .set({ error: 'of a newer version' })
      .where('id', '=', newest?.id ?? '')
      .execute()
    expect(await deliveriesOf(client, id)).toHaveLength(1)
    expect(server.logged()).toContain('operator alarm: the record of a delivery cannot be read')
  })

  test('are listed in pages, newest first', async () => {
    const { client, id, sendOne } = await scene()
    for (let count = 0; count < 3; count++) await sendOne()
    const ids = (await deliveriesOf(client, id)).map((delivery) => delivery.id)
    const first = await client.get(`/v1/webhooks/${id}/deliveries?limit=2`)
    const next = /^<http:\/\/localhost:3000([^>]+)>; rel="next"$/.exec(
      first.headers.get('link') ?? '',
    )?.[1]
    const second = await client.get(next ?? '')
    const idsOf = async (response: Response) =>
      (await response.json()).map((delivery: { id: string }) => delivery.id)
    expect([...(await idsOf(first)), ...(await idsOf(second))]).toEqual(ids)
  })
})
