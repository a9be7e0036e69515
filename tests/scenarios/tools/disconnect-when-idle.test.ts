import { setTimeout as delay } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { ListedTool } from '@/lib/contract/api/tool'
import type { ToolCallAnswer } from '@/lib/contract/api/tool-call'
import { missingIn } from '@/lib/dashboard/agents/missing-in'
import { createGate } from '@/tests/support/fake-github'
import { fakeVendors, vendorSettings } from '@/tests/support/fake-vendors'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { goodAnswers } from '@/tests/support/token-answers'
import { callTool, connectMcp } from '@/tests/support/tool-scene'

const channels = () => Response.json({ ok: true, channels: [{ id: 'C1', name: 'general' }] })

describeOnBothStores('a disconnect that waits until nothing runs', async (openStore) => {
  const storage = await openStore()

  /** Starts a call that reads, and resolves when the vendor was asked. The vendor answers when `answer` is called. */
  async function readSlowly(account: string) {
    const vendors = fakeVendors()
    vendors.tokenAnswer = () => Response.json(goodAnswers.slack)
    const asked = createGate()
    const answered = createGate()
    const server = platformOn(storage, {
      settings: vendorSettings,
      async network(request) {
        if (!request.url.endsWith('/conversations.list')) return vendors.network(request)
        asked.open()
        await answered.passed
        return channels()
      },
    })
    const client = await server.client({ account, environment: 'live' })
    const { id } = await client.connect('slack')
    const call: Promise<ToolCallAnswer> = callTool(client, 'read_channel')
    await asked.passed
    return { server, client, id, call, answer: answered.open }
  }

  test('waits for a call that has begun just now', async () => {
    const { server, client, id, call, answer } = await readSlowly('Just now')
    const path = `/v1/integrations/${id}`
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const response = await client.delete(`${path}?when=idle`)
      expect(response.status).toBe(202)
      expect(await response.json()).toMatchObject({ disconnecting: 'when_idle' })
    }
    const types = (await json(client.get(`${path}/events`))).map(
      ({ type }: { type: string }) => type,
    )
    expect(types.filter((type: string) => type === 'disconnect_requested')).toHaveLength(1)
    answer()
    expect((await call).outcome).toBe('ok')
    await server.platform.runBackground()
    expect(await json(client.get(path))).toMatchObject({ status: 'disconnected' })
  })

  test('is told by the state of the tools, by a refused call, and by the page to which it leads', async () => {
    const { server, client, id, call, answer } = await readSlowly('Says so')
    await client.delete(`/v1/integrations/${id}?when=idle`)
    const tools: ListedTool[] = await json(client.get('/v1/tools'))
    const slack = tools.filter(({ service }) => service === 'slack')
    expect(slack.map(({ state }) => state)).toEqual(slack.map(() => 'needs_reconnecting'))
    const listed = { id, state: 'needs_reconnecting', disconnecting: 'when_idle' }
    expect(slack[0]?.integrations).toMatchObject([listed])

    const { outcome, error } = await callTool(client, 'read_channel')
    expect([outcome, error?.kind]).toEqual(['blocked', 'needs_reconnecting'])
    expect(error?.message).toContain('is being disconnected and takes no new calls')
    expect(new URL(error?.url ?? '').searchParams.get('reconnects')).toBe(id)
    const integration = await json(client.get(`/v1/integrations/${id}`))
    expect(missingIn(integration, 'slack', '')).toBe('disconnecting')

    const mcp = await connectMcp(server, client.token)
    const offered = (await mcp.listTools()).tools.find(({ name }) => name === 'read_channel')
    expect(offered?.description).toContain(`(${id}), which is being disconnected`)
    await mcp.close()
    answer()
    await call
  })

  test('is taken back by connecting again', async () => {
    const { server, client, id, call, answer } = await readSlowly('Connected again')
    await client.delete(`/v1/integrations/${id}?when=idle`)
    expect(await client.connect('slack')).not.toHaveProperty('disconnecting')
    const tools: ListedTool[] = await json(client.get('/v1/tools'))
    expect(tools.find(({ name }) => name === 'read_channel')).toMatchObject({
      state: 'ready',
      integrations: [expect.not.objectContaining({ disconnecting: expect.anything() })],
    })
    answer()
    await call
    await server.platform.runBackground()
    expect((await callTool(client, 'read_channel')).outcome).toBe('ok')
  })

  test('the last use is that of the call that began last, also when a longer one ends after it', async () => {
    const { client, call, answer } = await readSlowly('Last use')
    await delay(5)
    const quick = await callTool(client, 'read_channel', { channel: 'C1', cursor: 'x' })
    answer()
    await call
    const [usage] = await json(client.get('/v1/tool_usage'))
    expect(usage.last_used_at).toBe(quick.at)
  })
})
