import { expect, test } from 'vitest'
import { type Client, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { callTool } from '@/tests/support/tool-scene'

const greeting = { channel: 'general', text: 'Said once' }

describeOnBothStores('the arguments of a call', async (openStore) => {
  const server = platformOn(await openStore())

  async function customer(account: string) {
    const client = await server.client({ account })
    await client.connect('slack')
    return client
  }

  /** Calls `read_channel` over MCP with arguments as text. */
  function callMcp(client: Client, givenArguments: string) {
    return client.send('POST', '/v1/mcp', {
      headers: {
        'content-type': 'application/json',
        accept: 'application/json, text/event-stream',
      },
      body: `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"read_channel","arguments":${givenArguments}}}`,
    })
  }

  test.each([
    ['the same name twice', '{"channel":"general","channel":"random"}'],
    ['NUL', '{"channel":"gen\\u0000eral"}'],
    ['half of a character', '{"channel":"gen\\ud800eral"}'],
    ['the name of a prototype', '{"channel":"general","__proto__":{"limit":1}}'],
    ['lists without end', `{"channel":${'['.repeat(1000)}${']'.repeat(1000)}}`],
  ])('are refused over MCP too when they have %s', async (name, given) => {
    const response = await callMcp(await customer(name), given)
    expect(response.status).toBe(400)
    expect(await response.json()).toMatchObject({ jsonrpc: '2.0', error: { code: -32600 } })
  })

  test.each([
    ['arguments', { arguments: null }, {}, 'it has to be an object'],
    ['tool', { tool: '' }, {}, 'it is empty'],
    ['account', { account: 7 }, {}, 'it has to be a text'],
    [
      'Idempotency-Key',
      {},
      { 'idempotency-key': 'a b' },
      'use 1 to 255 printable ASCII characters',
    ],
  ])(
    'are refused in a plain sentence when the field "%s" is wrong',
    async (field, wrong, headers, words) => {
      const client = await server.client({ account: `Words of ${field}` })
      const body = { tool: 'read_channel', arguments: {}, ...wrong }
      const problem = await (await client.post('/v1/tool_calls', body, headers)).json()
      const detail = expect.stringContaining(`The field "${field}" is not valid: ${words}`)
      expect(problem).toMatchObject({ status: 422, field, detail })
    },
  )

  test.each([
    ['account', { account: 'int_0000000' }, {}, { account: 'Acme (ana)' }],
    ['idempotency_key', {}, { 'idempotency-key': 'one' }, { idempotency_key: 'other' }],
  ])('are refused when the request has another %s', async (field, beside, headers, among) => {
    const client = await customer(`Two of ${field}`)
    const body = { tool: 'post_message', arguments: { ...greeting, ...among }, ...beside }
    const response = await client.post('/v1/tool_calls', body, headers)
    expect(await response.json()).toMatchObject({ status: 422, field })
    const { output } = await callTool(client, 'read_channel', { channel: 'general', limit: 100 })
    expect(JSON.stringify(output)).not.toContain(greeting.text)
  })
})
