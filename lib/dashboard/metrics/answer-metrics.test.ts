import { expect, test } from 'vitest'
import { createTestDashboard } from '@/tests/support/dashboard'
import { createFakeEmbedded } from '@/tests/support/fake-embedded'
import { sampleIn } from '@/tests/support/sample-in'
import { askForMetrics, metricsToken } from '@/tests/support/scrape'
import { describeOnBothStores } from '@/tests/support/stores'
import { createMetrics } from './metrics'

describeOnBothStores('the address of the metrics', async (openStore) => {
  const storage = await openStore()
  const { dashboard } = createTestDashboard(storage, { metrics: createMetrics() })
  const open = { ...dashboard, settings: { ...dashboard.settings, metricsToken } }

  test('does not exist without METRICS_TOKEN', async () => {
    const closed = createTestDashboard(storage).dashboard
    for (const authorization of [null, 'Bearer ', 'Bearer undefined', `Bearer ${metricsToken}`]) {
      const response = await askForMetrics(closed, authorization)
      expect([response.status, (await response.json()).code]).toEqual([404, 'not_found'])
    }
  })

  test.each([
    ['no token', null],
    ['an empty token', 'Bearer '],
    ['the beginning of the token', `Bearer ${metricsToken.slice(0, -1)}`],
    ['more than the token', `Bearer ${metricsToken}x`],
    ['another token of the same length', `Bearer ${'x'.repeat(metricsToken.length)}`],
    ['Basic authentication', `Basic ${btoa(`x:${metricsToken}`)}`],
    ['the token without a scheme', metricsToken],
  ])('refuses %s', async (_, authorization) => {
    const response = await askForMetrics(open, authorization)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe('Bearer')
    expect(await response.text()).not.toContain(metricsToken)
  })

  test('answers in the text format of Prometheus, which no cache keeps', async () => {
    const response = await askForMetrics(open)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4;.*utf-8/)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    const text = await response.text()
    for (const line of text.trim().split('\n'))
      expect(line).toMatch(/^(|# (HELP|TYPE) \w+ .+|\w+(\{[^}]*\})? (-?[\d.e+-]+|Nan))$/)
    expect(text).not.toContain(metricsToken)
  })

  test('has no metrics of a platform when a remote Miteos is used', async () => {
    const text = await (await askForMetrics(open)).text()
    expect(text).not.toMatch(/^miteos_(queue_due|job_last_success_age_seconds|checks_total)\{/m)
    expect(sampleIn(text, 'process_cpu_seconds_total')).toBeGreaterThan(0)
  })

  test('answers within the time limit when a queue cannot be read', async () => {
    const stuck = { name: 'checks', readBacklog: () => new Promise<never>(() => {}) }
    const embedded = { ...createFakeEmbedded(dashboard.api.send), queues: [stuck] }
    const startedAt = performance.now()
    const text = await (await askForMetrics({ ...open, embedded })).text()
    expect(performance.now() - startedAt).toBeLessThan(4000)
    expect(sampleIn(text, 'miteos_store_up')).toBe(0)
  })

  test('counts the connections of PostgreSQL alone', async () => {
    await storage.db.selectFrom('facts').selectAll().execute()
    const text = await (await askForMetrics(open)).text()
    const idle = sampleIn(text, 'miteos_database_connections{state="idle"}')
    expect(idle).toBe(storage.isShared ? storage.pool()?.idleCount : undefined)
  })
})
