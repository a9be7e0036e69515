import { expect, test } from 'vitest'
import { disconnectIntegration } from '@/lib/dashboard/integrations/integrations-api'
import { listToolCalls, listToolUsage } from '@/lib/dashboard/tools/tools-api'
import { dashboardOverPlatform } from '@/tests/support/dashboard-over-platform'
import { problem } from '@/tests/support/fake-miteos'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { startProxied } from '@/tests/support/proxied'
import { recordRunningCall } from '@/tests/support/running-call'
import { describeOnBothStores } from '@/tests/support/stores'
import { callTool } from '@/tests/support/tool-scene'

const greeting = { channel: 'general', text: 'Only for the channel' }

describeOnBothStores('the use of tools below /api', async (openStore) => {
  const storage = await openStore()
  const server = platformOn(storage, { settings: { providerTimeoutMs: 30_000 } })

  test('has the last call, the calls since a time and those that run', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'uses' })
    const { id } = await client.connect('slack')
    const usage = (since: string) =>
      json(browser.get(listToolUsage, `/api/tool_usage?since=${since}`))
    expect(await usage('2026-01-01T00:00:00.000Z')).toEqual([])
    await callTool(client, 'post_message', greeting)
    await callTool(client, 'read_channel', { channel: 'general' })
    const used = { integration_id: id, last_used_at: expect.stringMatching(/Z$/) }
    expect(await usage('2020-01-01T00:00:00.000Z')).toEqual([
      { ...used, calls_today: 2, running: 0 },
    ])
    expect(await usage('2999-01-01T00:00:00.000Z')).toEqual([
      { ...used, calls_today: 0, running: 0 },
    ])
    const other = await dashboardOverPlatform(server, { account: 'uses nothing' })
    const theirs = await other.browser.get(
      listToolUsage,
      '/api/tool_usage?since=2020-01-01T00:00:00Z',
    )
    expect(await theirs.json()).toEqual([])
  })

  test.each(['', '?since=today', '?since=2026-13-45T00:00:00Z'])(
    'is refused for the query "%s"',
    async (query) => {
      const { browser } = await dashboardOverPlatform(server, { account: 'asks' })
      const refused = await browser.get(listToolUsage, `/api/tool_usage${query}`)
      expect([refused.status, (await refused.json()).code]).toEqual([422, 'invalid_request'])
    },
  )

  test('has the calls of one integration, page by page, without what was sent', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'calls' })
    const [slack, gmail] = [await client.connect('slack'), await client.connect('gmail')]
    for (const _ of [1, 2, 3]) await callTool(client, 'post_message', greeting)
    const first = await browser.get(
      listToolCalls,
      `/api/tool_calls?integration_id=${slack.id}&limit=2`,
    )
    const text = await first.text()
    expect(text).not.toContain(greeting.text)
    expect(JSON.parse(text)).toMatchObject([
      { tool: 'post_message', outcome: 'ok', actor: { name: expect.any(String) } },
      { tool: 'post_message', outcome: 'ok' },
    ])
    const [, next = ''] = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '') ?? []
    const { pathname, search } = new URL(next)
    const second = await browser.get(listToolCalls, pathname + search)
    expect(await second.json()).toHaveLength(1)
    expect(second.headers.get('link')).toBeNull()
    const none = await browser.get(listToolCalls, `/api/tool_calls?integration_id=${gmail.id}`)
    expect(await none.json()).toEqual([])
  })

  test.each(['limit=0', 'limit=201', 'cursor=x', 'integration_id=../tokens'])(
    'is refused for calls with %s',
    async (query) => {
      const { browser, logged } = await dashboardOverPlatform(server, { account: 'asks oddly' })
      const refused = await browser.get(listToolCalls, `/api/tool_calls?${query}`)
      expect(refused.status).toBe(422)
      expect(logged.join()).not.toContain('the API failed')
    },
  )

  test('is not offered by a Miteos without live tools', async () => {
    const { browser, miteos } = await startProxied(storage)
    const usage = await browser.get(listToolUsage, '/api/tool_usage?since=2026-01-01T00:00:00Z')
    const calls = await browser.get(listToolCalls, '/api/tool_calls')
    expect([usage.status, calls.status]).toEqual([404, 404])
    miteos.on('GET /tool_usage', () => problem(429, 'rate_limited'))
    const limited = await browser.get(listToolUsage, '/api/tool_usage?since=2026-01-01T00:00:00Z')
    expect(limited.status).toBe(429)
  })

  test('accepts records of a newer Miteos, and cleans what it shows', async () => {
    const { browser, miteos } = await startProxied(storage)
    const call = { id: 'call_1', tool: 'a\u202Eb', at: '2026-01-01T00:00:00Z', outcome: 'paused' }
    miteos.on('GET /tool_calls', () => Response.json([{ ...call, error: { kind: 'weekend' } }]))
    const calls = await browser.get(listToolCalls, '/api/tool_calls')
    expect(await calls.json()).toEqual([
      { ...call, tool: 'ab', took_ms: 0, outcome: 'unknown', error: { kind: 'weekend' } },
    ])
  })

  test('lets a disconnect wait, with the same answers as the API', async () => {
    const { browser, client } = await dashboardOverPlatform(server, { account: 'disconnects' })
    const [idle, busy] = [await client.connect('slack'), await client.connect('gmail')]
    await recordRunningCall(storage, client, busy.id)
    const path = '/api/integrations/int_a'
    const headers = { origin: 'http://localhost:3000', 'sec-fetch-site': 'same-origin' }
    const send = (id: string, query: string) =>
      browser.send(disconnectIntegration, path + query, { method: 'DELETE', headers }, { id })
    const waits = await send(busy.id, '?when=idle')
    expect([waits.status, await waits.json()]).toMatchObject([
      202,
      { id: busy.id, status: 'connected', disconnecting: 'when_idle' },
    ])
    expect((await send(idle.id, '?when=idle')).status).toBe(204)
    expect((await send(busy.id, '?when=tomorrow')).status).toBe(422)
    expect((await send(busy.id, '')).status).toBe(204)
  })
})
