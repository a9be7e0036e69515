import { expect, test } from 'vitest'
import type { ToolCall } from '@/lib/contract/api/tool-call'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { callTool, connectMcp, revisions } from '@/tests/support/tool-scene'

const greeting = { channel: 'general', text: 'The release is out.' }

describeOnBothStores('the tools of Slack', async (openStore) => {
  const server = platformOn(await openStore())

  test('what post_message wrote, read_channel reads back, over REST', async () => {
    const client = await server.client({ account: 'REST' })
    const integration = await client.connect('slack')
    const posted = await callTool(client, 'post_message', greeting)
    expect(posted).toMatchObject({
      tool: 'post_message',
      service: 'slack',
      outcome: 'ok',
      integration_id: integration.id,
      account: integration.account,
      output: { account: { ...integration.account, integration_id: integration.id } },
      actor: { kind: 'token', id: client.tokenId },
    })
    const read = await callTool(client, 'read_channel', { channel: 'general', limit: 1 })
    expect(read.output).toMatchObject({
      messages: [{ id: posted.output?.message_id, text: greeting.text }],
      next_cursor: expect.any(String),
    })
    const cursor = read.output?.next_cursor
    const more = await callTool(client, 'read_channel', { channel: 'general', limit: 1, cursor })
    expect(more.output).toMatchObject({ messages: [{ text: expect.stringContaining('2.4') }] })

    const calls: ToolCall[] = await json(client.get('/v1/tool_calls'))
    expect(calls.map(({ tool, outcome }) => [tool, outcome])).toEqual([
      ['read_channel', 'ok'],
      ['read_channel', 'ok'],
      ['post_message', 'ok'],
    ])
    expect(calls.at(-1)?.id).toBe(posted.id)
    expect(JSON.stringify(calls)).not.toContain(greeting.text)
    expect(server.logged()).not.toContain(greeting.text)
    const other = await server.client({ account: 'REST, another one' })
    expect(await json(other.get('/v1/tool_calls'))).toEqual([])
  })

  test('the calls of an integration that is not there, or belongs to others, are one and the same 404', async () => {
    const [client, other] = [
      await server.client({ account: 'Own calls' }),
      await server.client({ account: 'Foreign calls' }),
    ]
    const own = await client.connect('slack')
    const foreign = await other.connect('slack')
    expect(await json(client.get(`/v1/tool_calls?integration_id=${own.id}`))).toEqual([])
    for (const id of [foreign.id, 'int_nothing'])
      expect(await json(client.get(`/v1/tool_calls?integration_id=${id}`))).toMatchObject({
        status: 404,
        code: 'not_found',
        detail: 'There is no integration with this id.',
      })
  })

  test.each(revisions)('the same works over MCP in the revision %s', async (revision) => {
    const client = await server.client({ account: `MCP ${revision}` })
    const { account = { name: '' }, id } = await client.connect('slack')
    const mcp = await connectMcp(server, client.token, { revision })
    const { tools } = await mcp.listTools()
    const post = tools.find(({ name }) => name === 'post_message')
    expect(post?.description).toContain(`Accounts: “${account.name}” (${id}).`)
    expect(post?.annotations).toMatchObject({ readOnlyHint: false, destructiveHint: false })
    const posted = await mcp.callTool({ name: 'post_message', arguments: greeting })
    expect(posted.isError).not.toBe(true)
    const read = await mcp.callTool({
      name: 'read_channel',
      arguments: { channel: 'general', limit: 1, account: account.name },
    })
    expect(read.structuredContent).toMatchObject({
      messages: [{ text: greeting.text }],
      account: { ...account, integration_id: id },
    })
    await expect(mcp.callTool({ name: 'nothing', arguments: {} })).rejects.toThrow('no tool')
    await mcp.close()
    const reader = await connectMcp(server, client.token, { revision, query: '?readonly' })
    const writes = reader.callTool({ name: 'post_message', arguments: greeting })
    await expect(writes).rejects.toThrow('There is no tool "post_message" at this address.')
    await reader.close()
  })

  test('each customer has a world of their own, also of the same simulated account', async () => {
    const [one, other] = [
      await server.client({ account: 'One' }),
      await server.client({ account: 'Other' }),
    ]
    for (const client of [one, other]) await client.connect('slack')
    await callTool(one, 'post_message', { channel: 'general', text: 'Only for One' })
    const read = await callTool(other, 'read_channel', { channel: 'general' })
    expect(JSON.stringify(read.output)).not.toContain('Only for One')
  })
})

describeOnBothStores('a call that cannot be made', async (openStore) => {
  const server = platformOn(await openStore())

  test('says that nothing is connected, and where to connect it', async () => {
    const client = await server.client({ account: 'Nothing' })
    const { outcome, error } = await callTool(client, 'post_message', greeting)
    expect([outcome, error?.kind, error?.retryable]).toEqual(['blocked', 'needs_connecting', false])
    expect(error?.message).toContain(error?.url ?? 'a link')
    expect(new URL(error?.url ?? '').searchParams.get('account')).toBe(client.accountId)
  })

  test('opens the page for a client that can, and gives the link as text otherwise', async () => {
    const client = await server.client({ account: 'Pages' })
    const opened: string[] = []
    const mcp = await connectMcp(server, client.token, { opensPages: true })
    mcp.setRequestHandler('elicitation/create', async ({ params }) => {
      if ('url' in params) opened.push(params.url)
      return { action: 'accept' }
    })
    const result = await mcp.callTool({ name: 'post_message', arguments: greeting })
    expect(opened).toHaveLength(1)
    expect(result).toMatchObject({ isError: true, _meta: { 'miteos/kind': 'needs_connecting' } })
    const plain = await connectMcp(server, client.token)
    const told = await plain.callTool({ name: 'post_message', arguments: greeting })
    expect(told.content).toMatchObject([{ text: expect.stringContaining(opened[0] ?? 'a link') }])
  })

  test('is refused when two accounts could be meant, and names both', async () => {
    const client = await server.client({ account: 'Two' })
    const acme = await client.connect('slack')
    const northwind = await client.connect('slack', {
      account: 'T01SANDBOX2.U01SANDBOX2',
    })
    const { error } = await callTool(client, 'post_message', greeting)
    expect(error?.kind).toBe('ambiguous_account')
    expect(error?.message).toContain(acme.id)
    expect(error?.message).toContain(northwind.id)
    for (const account of [northwind.id, northwind.account?.name ?? '']) {
      const chosen = await callTool(client, 'post_message', greeting, { account })
      expect(chosen.account).toEqual(northwind.account)
    }
    const nobody = await callTool(client, 'post_message', greeting, { account: 'int_0000000' })
    expect(nobody.error?.kind).toBe('invalid_arguments')
  })

  test('turns the card when the grant has ended, and works again after a reconnect', async () => {
    const client = await server.client({ account: 'Broken' })
    const { id } = await client.connect('slack')
    await client.post(`/v1/integrations/${id}/faults`, { fault: 'revoke', signal: false })
    await server.storage.db.updateTable('integrations').set({ status: 'connected' }).execute()
    const first = await callTool(client, 'read_channel', { channel: 'general' })
    expect([first.outcome, first.error?.kind]).toEqual(['failed', 'needs_reconnecting'])
    expect(await json(client.get(`/v1/integrations/${id}`))).toMatchObject({ status: 'error' })
    const second = await callTool(client, 'read_channel', { channel: 'general' })
    expect([second.outcome, second.error?.kind]).toEqual(['blocked', 'needs_reconnecting'])
    await client.connect('slack')
    expect((await callTool(client, 'read_channel', { channel: 'general' })).outcome).toBe('ok')
  })

  test('refreshes an access token that has expired by itself', async () => {
    const client = await server.client({ account: 'Expired' })
    const { id } = await client.connect('slack')
    await client.post(`/v1/integrations/${id}/faults`, { fault: 'expire' })
    expect((await callTool(client, 'read_channel', {})).outcome).toBe('ok')
  })

  test('is for admins and members only', async () => {
    const support = await server.client({ account: 'Support', role: 'support' })
    const response = await support.post('/v1/tool_calls', { tool: 'read_channel' })
    expect(response.status).toBe(403)
    expect((await support.post('/v1/mcp', {})).status).toBe(403)
    expect((await support.get('/v1/tools')).status).toBe(200)
    const unknown = await (await server.client()).post('/v1/tool_calls', { tool: 'none' })
    expect(await unknown.json()).toMatchObject({ status: 422, field: 'tool' })
  })
})
