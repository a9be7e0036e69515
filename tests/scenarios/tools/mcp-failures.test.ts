import { expect, test } from 'vitest'
import { breakableStore } from '@/tests/support/breakable-store'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const list = { method: 'tools/list', params: {} }
const call = {
  method: 'tools/call',
  params: { name: 'read_channel', arguments: { channel: 'C01GENERAL1' } },
}

describeOnBothStores('an error inside a request of MCP', async (openStore) => {
  const state = { isAway: false }
  // The token is found without this table, so the request fails inside the MCP server.
  const storage = breakableStore(
    await openStore(),
    (query) => state.isAway && JSON.stringify(query).includes('"integrations"'),
  )
  const server = platformOn(storage)
  const client = await server.client()

  async function askWhileAway(revision: string, { method, params }: typeof list | typeof call) {
    const envelope = {
      _meta: {
        'io.modelcontextprotocol/protocolVersion': revision,
        'io.modelcontextprotocol/clientCapabilities': {},
      },
    }
    state.isAway = true
    const response = await client.post(
      '/v1/mcp',
      {
        jsonrpc: '2.0',
        id: 7,
        method,
        params: { ...params, ...(revision === '2026-07-28' && envelope) },
      },
      {
        accept: 'application/json, text/event-stream',
        'mcp-protocol-version': revision,
        'mcp-method': method,
        ...('name' in params && { 'mcp-name': params.name }),
      },
    )
    const text = await response.text()
    state.isAway = false
    return { response, text }
  }

  test.each([list, call])('is answered with a problem: $method', async (message) => {
    const { response, text } = await askWhileAway('2026-07-28', message)
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(JSON.parse(text)).toMatchObject({ code: 'unavailable' })
  })

  test.each([
    ['2026-07-28', list],
    ['2026-07-28', call],
    ['2025-11-25', list],
    ['2025-11-25', call],
  ])('is logged, and its words reach nobody: revision %s, $method', async (revision, message) => {
    const { response, text } = await askWhileAway(revision, message)
    expect(text).not.toContain('ECONNREFUSED')
    const requestId = response.headers.get('x-request-id')
    const line = server
      .logged()
      .split('\n')
      .find((each) => each.includes('request could not be served') && each.includes(`${requestId}`))
    expect(line).toBeDefined()
  })
})
