import { expect, test } from 'vitest'
import { z } from 'zod'
import { services, toolNames } from '@/lib/contract/services/catalogue'
import { appUrl, type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const revision = '2026-07-28'
const metaOf = (version: string, capabilities: object = {}) => ({
  'io.modelcontextprotocol/protocolVersion': version,
  'io.modelcontextprotocol/clientCapabilities': capabilities,
})

/** Sends one message in the revision 2026-07-28, with the headers that it demands. */
function ask(
  client: Pick<Client, 'post'>,
  method: string,
  params: { name?: string; [member: string]: unknown } = {},
  { version = revision, capabilities = {} } = {},
): Promise<Response> {
  const { name } = params
  return client.post(
    '/v1/mcp',
    { jsonrpc: '2.0', id: 7, method, params: { ...params, _meta: metaOf(version, capabilities) } },
    {
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': version,
      'mcp-method': method,
      ...(name !== undefined && { 'mcp-name': name }),
    },
  )
}

const listSchema = z.object({
  result: z.object({
    tools: z.array(z.object({ name: z.string() })),
    ttlMs: z.int().positive(),
    cacheScope: z.literal('private'),
  }),
})

describeOnBothStores('the endpoint for MCP', async (openStore) => {
  const server = platformOn(await openStore())
  const client = await server.client()

  test.each(['GET', 'DELETE', 'PUT'])('takes no %s, because it has no sessions', async (method) => {
    const response = await client.send(method, '/v1/mcp')
    expect(response.status).toBe(405)
    expect(response.headers.get('allow')).toBe('POST')
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })

  test('refuses pages of other origins, and lets our own in', async () => {
    const from = (origin: string) =>
      client.post(
        '/v1/mcp',
        { jsonrpc: '2.0', method: 'notifications/initialized' },
        { accept: 'application/json, text/event-stream', origin },
      )
    const foreign = await from('https://evil.example')
    expect(foreign.status).toBe(403)
    expect(await foreign.json()).toMatchObject({ code: 'forbidden', reason: 'origin' })
    expect((await from('null')).status).toBe(403)
    expect((await from(appUrl)).status).toBe(202)
  })

  test('says how to authenticate when no token came', async () => {
    const response = await server.anonymous('POST', '/v1/mcp', { body: '{}' })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(/^Bearer/)
    expect(response.headers.get('content-type')).toContain('application/problem+json')
  })

  test.each([
    ['wrong JSON', '{"jsonrpc":', -32700],
    ['an empty body', '', -32700],
    ['JSON that is no message', '{"id":1}', -32600],
  ])('answers %s as JSON-RPC says', async (_, body, code) => {
    const response = await client.send('POST', '/v1/mcp', {
      headers: {
        accept: 'application/json, text/event-stream',
        'content-type': 'application/json',
      },
      body,
    })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', id: null, error: { code } })
  })

  test('refuses a body of more than 1 MB', async () => {
    const response = await client.send('POST', '/v1/mcp', {
      headers: { 'content-type': 'application/json' },
      body: 'x'.repeat(1_048_577),
    })
    expect(response.status).toBe(413)
  })

  test('names the revisions that it knows to a client of another one', async () => {
    const response = await ask(client, 'tools/list', {}, { version: '2099-01-01' })
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({
      id: 7,
      error: { code: -32022, data: { supported: expect.arrayContaining([revision]) } },
    })
  })

  test('accepts a notification without an answer', async () => {
    const response = await client.post(
      '/v1/mcp',
      { jsonrpc: '2.0', method: 'notifications/initialized' },
      { accept: 'application/json, text/event-stream' },
    )
    expect([response.status, await response.text()]).toEqual([202, ''])
  })

  test('lists the tools in one order, and for how long a client may keep the list', async () => {
    const lists = await Promise.all(
      Array.from({ length: 3 }, async () => {
        const { result } = listSchema.parse(await (await ask(client, 'tools/list')).json())
        return result.tools.map(({ name }) => name)
      }),
    )
    for (const names of lists) expect(names).toEqual(services.flatMap(toolNames))
  })

  const opensPages = { capabilities: { elicitation: { url: {} } } }
  const readChannel = { name: 'read_channel', arguments: {} }

  test.each([
    ['the page', { page: { action: 'accept' } }, 'complete'],
    ['the page and more', { page: { action: 'accept' }, other: { action: 'accept' } }, 'complete'],
    ['something else', { other: { action: 'accept' } }, 'input_required'],
  ])('takes a response to %s', async (_, inputResponses, resultType) => {
    const answer = await ask(client, 'tools/call', { ...readChannel, inputResponses }, opensPages)
    expect(await answer.json()).toMatchObject({ result: { resultType } })
  })

  test.each([[null], [[]], [{}], [{ page: 12 }], [{ page: { method: 'x' } }]])(
    'refuses the responses %j, which are none',
    async (inputResponses) => {
      const answer = await ask(client, 'tools/call', { ...readChannel, inputResponses })
      expect(await answer.json()).toMatchObject({ id: 7, error: { code: -32602 } })
    },
  )
})
