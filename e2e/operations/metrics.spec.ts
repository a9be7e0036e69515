import { RunningServer } from '@/scripts/running-server'
import { sampleIn } from '@/tests/support/sample-in'
import { expect, test } from '../support/fixtures'

const metricsToken = 'prometheus-reads-with-this'
const traceId = '0af7651916cd43dd8448eb211c80319c'
const authorization = `Bearer ${metricsToken}`
const canaries = ['int_canary', 'canary-page', 'canary-value']

const requests = (route: string, status: string) =>
  `miteos_http_request_duration_seconds_count{method="GET",route="${route}",status="${status}"}`

/** Starts a server whose metrics may be read, runs the work with it, and removes it. */
async function withServer(
  env: Record<string, string>,
  work: (server: RunningServer) => Promise<void>,
) {
  const server = await RunningServer.start({
    keepsLog: true,
    env: { METRICS_TOKEN: metricsToken, ...env },
  })
  try {
    await work(server)
  } finally {
    await server.remove()
  }
}

test('the metrics count pages and calls by their routes, in one registry for the whole process', async () => {
  await withServer({}, async (server) => {
    const { origin } = server
    const cookie = await server.signIn(await server.createToken())
    const headers = { cookie, traceparent: `00-${traceId}-b7ad6b7169203331-01` }
    for (const path of [
      '/integrations/int_canary?next=canary-value',
      '/api/integrations/int_canary/events',
      '/canary-page',
      '/developers',
    ]) {
      const response = await fetch(origin + path, { headers })
      expect(response.headers.get('traceparent')).toBeNull()
      await response.text()
    }
    const answer = await fetch(`${origin}/metrics`, { headers: { authorization } })
    expect(answer.status).toBe(200)
    const text = await answer.text()
    expect(sampleIn(text, requests('/integrations/{id}', '2xx'))).toBe(1)
    expect(sampleIn(text, requests('/api/integrations/{id}/events', '4xx'))).toBe(1)
    expect(sampleIn(text, requests('/developers', '2xx'))).toBe(1)
    expect(sampleIn(text, requests('/v1/integrations/{id}/events', '4xx'))).toBeGreaterThan(0)
    expect(sampleIn(text, 'miteos_queue_due{queue="checks"}')).toBe(0)
    for (const canary of [...canaries, traceId]) expect(text).not.toContain(canary)

    await expect.poll(() => server.log).toContain('the API failed')
    const lines = server.log.split('\n').filter((line) => line.includes('the API failed'))
    for (const line of lines) expect(line).toContain(`"trace_id":"${traceId}"`)
  })
})

test('nobody reads the metrics with another token, and a remote Miteos has none of a platform', async () => {
  const remote = {
    MITEOS_API_URL: 'http://127.0.0.1:9',
    MITEOS_CONNECT_URL: 'http://127.0.0.1:9/integrations/connect',
  }
  await withServer(remote, async ({ origin }) => {
    const refused = await fetch(`${origin}/metrics`, { headers: { authorization: 'Bearer x' } })
    expect(refused.status).toBe(401)
    expect(refused.headers.get('www-authenticate')).toBe('Bearer')
    await (await fetch(`${origin}/sign-in`)).text()
    const answer = await fetch(`${origin}/metrics`, { headers: { authorization } })
    const text = await answer.text()
    expect(sampleIn(text, requests('/sign-in', '2xx'))).toBe(1)
    expect(text).not.toContain('miteos_queue_due{')
    expect(text).not.toContain('miteos_job_last_success_age_seconds{')
  })
})
