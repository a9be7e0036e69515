import { expect, test } from 'vitest'
import { listIntegrations } from '@/lib/dashboard/integrations/integrations-api'
import { createLog } from '@/lib/dashboard/log'
import { serve } from '@/lib/http/served-request'
import { dashboardOverPlatform } from '@/tests/support/dashboard-over-platform'
import { githubOrigin, githubSettings } from '@/tests/support/fake-github'
import { liveScene } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const traceparent = `00-${traceId}-b7ad6b7169203331-01`
const requestId = 'request-with-a-trace'
const headers = { traceparent, 'x-request-id': requestId }

describeOnBothStores('the trace of a request', (openStore) => {
  test('stands in every line that the request causes, in the dashboard and in the API', async () => {
    const lines: string[] = []
    const log = createLog({ write: (line) => lines.push(line) })
    const server = platformOn(await openStore(), { log })
    const { dashboard, browser } = await dashboardOverPlatform(server)
    const measured = { ...dashboard, log }
    const request = new Request('http://localhost/api/integrations', {
      headers: { ...headers, cookie: browser.cookieHeader() },
    })
    lines.length = 0
    const response = await serve(request, () => listIntegrations(request, measured, {}))
    expect(response.status).toBe(200)
    await server.storage.db.updateTable('tokens').set({ revoked_at: 1 }).execute()
    const refused = await serve(request, () => listIntegrations(request, measured, {}))
    expect(refused.status).toBe(401)
    const about = lines.map((line) => JSON.parse(line))
    expect(about.map(({ msg }) => msg)).toEqual(
      expect.arrayContaining(['request', 'the API failed', 'refused']),
    )
    for (const line of about)
      expect(line).toMatchObject({ trace_id: traceId, request_id: requestId })
    const sent = [...response.headers, ...refused.headers].flat().join('\n')
    expect(sent + (await refused.text())).not.toContain(traceId)
  })

  test('begins anew for a request without a valid one, and ends with the request', async () => {
    const lines: string[] = []
    const log = createLog({ write: (line) => lines.push(line) })
    const server = platformOn(await openStore(), { log })
    await server.anonymous('GET', '/v1/account', { headers: { traceparent: 'forged' } })
    await server.anonymous('GET', '/v1/account')
    log.info({}, 'without a request')
    const traces = lines.map((line) => JSON.parse(line))
    expect(traces.at(-1)).not.toHaveProperty('trace_id')
    const ids = traces.slice(0, -1).map(({ trace_id }) => trace_id)
    for (const id of ids) expect(id).toMatch(/^[\da-f]{32}$/)
    expect(new Set(ids).size).toBe(2)
  })

  test('is sent to no vendor', async () => {
    const live = await liveScene(await openStore())
    const received: Request[] = []
    const server = platformOn(live.storage, {
      settings: githubSettings,
      network(request) {
        received.push(request)
        return live.github.network(request)
      },
    })
    const client = await server.client({ environment: 'live' })
    const { id } = await client.connect('github')
    await client.post(`/v1/integrations/${id}/check`, undefined, headers)
    await client.send('DELETE', `/v1/integrations/${id}`, { headers })
    expect(received.length).toBeGreaterThanOrEqual(4)
    for (const { url, headers: sent } of received) {
      expect(url).toContain(githubOrigin)
      expect(sent.has('traceparent')).toBe(false)
      expect(sent.has('x-request-id')).toBe(false)
    }
  })
})
