import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { claimMessage, listDueWebhooks } from '@/lib/platform/webhooks/message-queue'
import { sweepDeliveries, trimDeliveries } from '@/lib/platform/webhooks/sweep-deliveries'
import { platformOn } from '@/tests/support/platform'
import { plansOf } from '@/tests/support/query-plans'
import { startReceiver } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook } from '@/tests/support/webhooks'

const batch = 1000
const webhooks = 200
const each = 100

describeOnBothStores('many messages to webhooks', (openStore) => {
  test('are found by an index: what is due, what is next, and what is too old', async () => {
    const storage = await openStore()
    const now = () => Date.now()
    const ids = Array.from({ length: webhooks * each }, (_, index) => ({
      end: String(index).padStart(6, '0'),
      webhook_id: `whk_${index % webhooks}`,
    }))
    const rows = ids.map(({ end, webhook_id }, index) => ({
      id: `msg_${end}`,
      webhook_id,
      account_id: `acct_${index % 50}`,
      event: 'integration.error',
      body: '{}',
      created_at: now() + index,
      attempts: 1,
      next_at: index < 100 ? 1 : null,
    }))
    const tries = ids.map(({ end, webhook_id }, index) => ({
      id: `dlv_${end}`,
      webhook_id,
      message_id: `msg_${end}`,
      event: 'integration.error',
      at: now() + index,
      attempt: 1,
      took_ms: 1,
    }))
    for (let from = 0; from < rows.length; from += batch) {
      const to = from + batch
      await storage.db.insertInto('webhook_messages').values(rows.slice(from, to)).execute()
      await storage.db.insertInto('webhook_deliveries').values(tries.slice(from, to)).execute()
    }
    await sql`analyze`.execute(storage.db)
    const plans = await plansOf(storage, async (db) => {
      const context = { storage: { ...storage, db }, now }
      const busy = { keys: ['whk_1'], accountIds: ['acct_2'] }
      expect((await listDueWebhooks(context, busy, 100)).length).toBeGreaterThan(90)
      expect(await claimMessage(context, 'whk_7')).toMatchObject({ id: 'msg_000007' })
      await trimDeliveries(context, 'whk_7')
      await sweepDeliveries(context)
    })
    expect(plans).toHaveLength(6)
    for (const plan of plans) {
      expect(plan).toMatch(/USING (COVERING )?INDEX|Index Scan|Index Only Scan|Bitmap/)
      expect(plan).not.toMatch(/SCAN webhook_|Seq Scan/)
    }
  })

  test('a thousand of them reach a fast receiver, each once', async () => {
    const server = platformOn(await openStore())
    const client = await server.client()
    const receiver = await startReceiver()
    const ids: string[] = []
    while (ids.length < 20) ids.push((await createWebhook(client, { url: receiver.url })).id)
    // A busy store may refuse a request.
    const sendTest = async (id: string) => {
      const { status } = await client.post(`/v1/webhooks/${id}/test`)
      if (status === 503) return sendTest(id)
      expect(status).toBe(202)
    }
    for (let round = 0; round < 50; round++) await Promise.all(ids.map(sendTest))
    // The benchmark measures how fast this is. Here a slow machine may take its time. When its store refuses a worker, the
    // messages wait for the next round of the background work.
    const arrived = async () => {
      await server.platform.runBackground()
      return receiver.received.length
    }
    await expect.poll(arrived, { timeout: 180_000, interval: 2000 }).toBe(1000)
    await server.platform.close(10_000)
    const received = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(new Set(received).size).toBe(1000)
    expect(received).toHaveLength(1000)
  }, 240_000)
})
