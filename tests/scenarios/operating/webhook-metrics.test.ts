import { expect, test } from 'vitest'
import { createMetrics } from '@/lib/dashboard/metrics/metrics'
import { sampleIn } from '@/tests/support/sample-in'
import { askForMetrics, measuredDashboard } from '@/tests/support/scrape'
import { describeOnBothStores } from '@/tests/support/stores'
import { webhookScene } from '@/tests/support/webhook-scene'

const hour = 60 * 60_000
const deliveries = (outcome: string) => `miteos_webhook_deliveries_total{outcome="${outcome}"}`
const due = 'miteos_queue_due{queue="webhooks"}'
const age = 'miteos_queue_oldest_due_seconds{queue="webhooks"}'

describeOnBothStores('the metrics of webhooks', (openStore) => {
  test('count tries by what the receiver answered, and messages that are due, without a secret or an address', async () => {
    const metrics = createMetrics()
    const scene = await webhookScene(await openStore(), {
      account: 'told',
      answer: 503,
      meter: metrics.work,
    })
    const { server, receiver, webhook, sendTest, delivered, pass } = scene
    const scrape = async (laterMs: number) => {
      const dashboard = measuredDashboard(server, metrics, () => Date.now() + laterMs)
      return (await askForMetrics(dashboard)).text()
    }
    await sendTest()
    await delivered(1)
    server.advance(hour)
    const waiting = await scrape(hour)
    expect([sampleIn(waiting, deliveries('refused')), sampleIn(waiting, due)]).toEqual([1, 1])
    expect(sampleIn(waiting, age)).toBeGreaterThan(hour / 1000 - 60)

    receiver.answerWith((response) => response.destroy())
    await pass(0)
    await delivered(2)
    receiver.answerWith(204)
    await pass(hour)
    await delivered(3)
    const text = await scrape(2 * hour)
    const outcomes = ['delivered', 'refused', 'unanswered']
    expect(outcomes.map((outcome) => sampleIn(text, deliveries(outcome)))).toEqual([1, 1, 1])
    expect([sampleIn(text, due), sampleIn(text, age)]).toEqual([0, 0])
    for (const canary of [webhook.secret, webhook.id, 'tenant', '127.0.0.1'])
      expect(text).not.toContain(canary)
  })
})
