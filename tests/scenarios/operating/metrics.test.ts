import { expect, test } from 'vitest'
import { services } from '@/lib/contract/services/catalogue'
import { createMetrics } from '@/lib/dashboard/metrics/metrics'
import { openStorage } from '@/lib/storage/database'
import { Canaries } from '@/tests/support/canaries'
import {
  connectDue,
  githubCalls,
  hour,
  type LiveScene,
  liveScene,
  noConnection,
} from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { sampleIn } from '@/tests/support/sample-in'
import { askForMetrics, measuredDashboard } from '@/tests/support/scrape'
import { describeOnBothStores } from '@/tests/support/stores'

const github = 'service="github",environment="live"'
const check = (outcome: string) => `miteos_checks_total{${github},outcome="${outcome}"}`
const refresh = (outcome: string) => `miteos_refreshes_total{${github},outcome="${outcome}"}`
const calls = (outcome: string) =>
  `miteos_provider_call_duration_seconds_count{${github},outcome="${outcome}"}`
const requests = (method: string, route: string, status: string) =>
  `miteos_http_request_duration_seconds_count{method="${method}",route="${route}",status="${status}"}`

describeOnBothStores('the metrics of a server', (openStore, newDatabase) => {
  /** Creates a live scene that is measured. `numbers` scrapes it, at a time so much later. */
  async function measuredScene() {
    const metrics = createMetrics()
    const live = await liveScene(await openStore(), { meter: metrics.work })
    const numbers = async (laterMs = 0) => {
      const dashboard = measuredDashboard(live.server, metrics, () => Date.now() + laterMs)
      const text = await (await askForMetrics(dashboard)).text()
      return { text, of: (sample: string) => sampleIn(text, sample) }
    }
    return { ...live, numbers }
  }

  async function checkWith(live: LiveScene, id: string, answer?: () => Promise<Response>) {
    live.github.setAnswer(githubCalls.check, answer)
    live.server.advance(hour)
    await live.client.post(`/v1/integrations/${id}/check`)
  }

  test('count checks, refreshes and calls of providers by what came of them', async () => {
    const live = await measuredScene()
    const { id } = await connectDue(live)
    await checkWith(live, id)
    await checkWith(live, id, noConnection)
    await checkWith(live, id, async () => new Response('', { status: 503 }))
    live.github.alive.clear()
    live.server.advance(9 * hour)
    live.github.setAnswer(githubCalls.token, () => Response.json({ error: 'bad_refresh_token' }))
    await checkWith(live, id)
    const { of, text } = await live.numbers()
    for (const secret of live.github.secrets) expect(text).not.toContain(secret)
    expect([of(check('alive')), of(check('unknown')), of(check('dead'))]).toEqual([1, 2, 1])
    expect([of(refresh('renewed')), of(refresh('refused'))]).toEqual([1, 1])
    expect([of(calls('unreachable')), of(calls('5xx'))]).toEqual([1, 1])
    expect(of(calls('2xx'))).toBeGreaterThanOrEqual(4)
  })

  test('count requests by their route and the class of their status', async () => {
    const live = await measuredScene()
    const { id } = await live.client.connect('github')
    await live.client.get(`/v1/integrations/${id}`)
    await live.client.get('/v1/integrations/int_canary')
    await live.client.get('/v1/no/such/canary?code=canary')
    await live.client.send('PUT', `/v1/integrations/${id}`)
    await live.server.anonymous('GET', '/integrations/connect/no/such/canary')
    await live.server.anonymous('GET', '/sandbox/slack/canary')
    await live.server.anonymous('POST', '/signals/canary')
    const { of, text } = await live.numbers()
    expect(of(requests('GET', '/v1/integrations/{id}', '2xx'))).toBe(1)
    expect(of(requests('GET', '/v1/integrations/{id}', '4xx'))).toBe(1)
    expect(of(requests('PUT', '/v1/integrations/{id}', '4xx'))).toBe(1)
    expect(of(requests('POST', '/v1/integrations', '2xx'))).toBe(1)
    expect(of(requests('GET', '/integrations/connect', '2xx'))).toBe(1)
    expect(of(requests('GET', '/integrations/connect/callback/{service}', '3xx'))).toBe(1)
    expect(of(requests('GET', '/integrations/connect/*', '4xx'))).toBe(1)
    expect(of(requests('GET', '/sandbox/*', '4xx'))).toBe(1)
    expect(of(requests('POST', '/signals/*', '4xx'))).toBe(1)
    expect(text).not.toContain('canary')
    expect(text).not.toContain('/no/such')
  })

  test('tell what is due and for how long, and nothing when nothing is due', async () => {
    const live = await measuredScene()
    const { id } = await live.client.connect('github')
    const before = await live.numbers()
    for (const queue of ['checks', 'renewals', 'revocations', 'webhooks']) {
      expect(before.of(`miteos_queue_due{queue="${queue}"}`)).toBe(0)
      expect(before.of(`miteos_queue_oldest_due_seconds{queue="${queue}"}`)).toBe(0)
    }
    const aMinuteAgo = Date.now() - 60_000
    await live.storage.db.updateTable('integrations').set({ next_check_at: aMinuteAgo }).execute()
    live.github.setAnswer(githubCalls.revokeGrant, () => new Response('', { status: 503 }))
    const late = await live.numbers()
    expect(late.of('miteos_queue_due{queue="checks"}')).toBe(1)
    const age = late.of('miteos_queue_oldest_due_seconds{queue="checks"}') ?? 0
    expect(age).toBeGreaterThanOrEqual(60)
    expect(age).toBeLessThan(90)
    await live.client.delete(`/v1/integrations/${id}`)
    const inAnHour = await live.numbers(hour)
    expect(inAnHour.of('miteos_queue_due{queue="checks"}')).toBe(0)
    expect((await live.numbers()).of('miteos_queue_due{queue="revocations"}')).toBe(0)
    live.server.advance(hour)
    expect((await live.numbers(hour)).of('miteos_queue_due{queue="revocations"}')).toBe(1)
  })

  test('tell which provider is left alone, and when each job last did its work', async () => {
    const live = await measuredScene()
    for (let connected = 0; connected < 12; connected++) {
      live.github.user = live.newUser()
      await live.client.connect('github')
    }
    await live.server.platform.runBackground()
    live.github.setAnswer(githubCalls.check, () => new Response('', { status: 500 }))
    live.server.advance(hour)
    await live.server.platform.runBackground()
    const failing = await live.numbers(hour)
    expect(failing.of(`miteos_provider_left_alone{${github}}`)).toBe(1)
    expect(failing.of('miteos_job_last_success_age_seconds{job="checks"}')).toBeLessThan(60)
    live.github.setAnswer(githubCalls.check, undefined)
    live.server.advance(hour)
    await live.server.platform.runBackground()
    expect((await live.numbers(2 * hour)).of(`miteos_provider_left_alone{${github}}`)).toBe(0)
  })

  test('contain no token, no id and no name', async () => {
    const metrics = createMetrics()
    const server = platformOn(await openStore(), { meter: metrics.work })
    const client = await server.client({ account: 'canary-of-an-account' })
    const canaries = new Canaries()
    canaries.plant('API token', client.token)
    canaries.plant('id of the API token', client.tokenId)
    canaries.plant('id of the account', client.accountId)
    canaries.plant('name of the account', 'canary-of-an-account')
    for (const service of services) {
      const integration = await client.connect(service)
      canaries.plant(`id at ${service}`, integration.id)
      await client.post(`/v1/integrations/${integration.id}/check`)
      await client.delete(`/v1/integrations/${integration.id}`)
    }
    await server.platform.runBackground()
    const text = await (await askForMetrics(measuredDashboard(server, metrics))).text()
    expect(text).toContain('service="telegram"')
    expect(canaries.foundIn('metrics', text)).toEqual([])
    expect(text).not.toMatch(/mt_(test|live)_|mtoc_|int_|tok_|acct_|https?:|@/)
  })

  test('still have the numbers of the process while the store is away', async () => {
    const metrics = createMetrics()
    const storage = openStorage({ ...(await newDatabase()), onIdleError() {} })
    const server = platformOn(storage, { meter: metrics.work })
    await (await server.client()).get('/v1/account')
    await storage.close()
    const text = await (await askForMetrics(measuredDashboard(server, metrics))).text()
    expect(sampleIn(text, 'miteos_store_up')).toBe(0)
    expect(text).not.toContain('miteos_queue_due{')
    expect(sampleIn(text, requests('GET', '/v1/account', '2xx'))).toBe(1)
    expect(sampleIn(text, 'process_cpu_seconds_total')).toBeGreaterThan(0)
  })
})
