import { beforeAll, expect, test } from 'vitest'
import { activityLines, activitySeenBy } from '@/tests/support/activity'
import { openPeopleScene } from '@/tests/support/people-scene'
import { platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a request that was refused or failed', (openStore) => {
  let server: TestServer
  beforeAll(async () => {
    server = platformOn(await openStore())
  })

  test('stands in the activity with who sent it, what it was about and why', async () => {
    const admin = await server.client({ account: 'refusing' })
    const member = await server.client({ account: 'refusing', role: 'member' })
    const { id } = await admin.connect('slack')
    await member.get('/v1/tokens')
    await member.delete(`/v1/tokens/${admin.tokenId}`)
    await member.send('PATCH', `/v1/integrations/${id}`, {
      headers: { 'content-type': 'application/json' },
      body: '{"tools":{"post_message":"deny"}}',
    })
    await member.post(`/v1/integrations/${id}/faults`, { fault: 'nonsense' })
    await member.delete('/v1/integrations/int_00000000000000000000000000')
    const items = await activitySeenBy(admin, { actor: member.tokenId })
    expect(
      items.map((item) => [...activityLines([item]), item.target.id, item.target.name]),
    ).toEqual([
      [
        'integration.disconnect failed: not_found',
        'int_00000000000000000000000000',
        'int_00000000000000000000000000',
      ],
      ['integration.inject_fault failed: invalid_request', id, expect.stringContaining('Slack (')],
      [
        'integration.change_tool_policy refused: set_tool_policy',
        id,
        expect.stringContaining('Slack ('),
      ],
      ['token.revoke refused: manage_tokens', admin.tokenId, admin.tokenId],
      ['token.list refused: manage_tokens', admin.accountId, 'refusing'],
    ])
    const actor = { kind: 'token', id: member.tokenId, name: 'member of refusing' }
    for (const item of items) expect(item.actor).toEqual(actor)
    expect(await activitySeenBy(admin, { integration_id: id, actor: member.tokenId })).toHaveLength(
      2,
    )
  })

  test('is recorded as of the person who is signed in', async () => {
    const { server: scene, firstAdmin, join } = openPeopleScene(await openStore())
    const grace = await firstAdmin('personal')
    const ada = await join(grace, 'member', 'Ada')
    await ada.api('GET', '/v1/people')
    const get = (path: string) => grace.api('GET', path)
    const [newest] = await activitySeenBy({ get })
    expect(newest).toMatchObject({
      type: 'person.list',
      outcome: 'refused',
      reason: 'view_people',
      actor: { kind: 'person', name: 'Ada' },
    })
    expect(scene.logged()).toContain('"audit":"forbidden"')
  })

  test('is not recorded when it only read what is not there, or nobody knows who sent it', async () => {
    const admin = await server.client({ account: 'reading' })
    await admin.get('/v1/integrations/int_00000000000000000000000000')
    await admin.get('/v1/tokens?limit=0')
    await admin.get('/v1/nothing')
    await admin.send('PUT', '/v1/tokens')
    await server.anonymous('DELETE', `/v1/tokens/${admin.tokenId}`)
    expect(activityLines(await activitySeenBy(admin))).toEqual(['token.created done'])
  })

  test('of a tool is left to the ledger of calls, unless the role may call no tools', async () => {
    const support = await server.client({ account: 'ledger', role: 'support' })
    expect((await support.post('/v1/tool_calls', { tool: 'read_channel' })).status).toBe(403)
    expect(activityLines(await activitySeenBy(support))).toEqual([
      'tool.call refused: call_tools',
      'token.created done',
    ])
    const admin = await server.client({ account: 'ledger' })
    expect((await admin.post('/v1/tool_calls', { tool: 'read_channel' })).status).toBeLessThan(500)
    expect(await activitySeenBy(admin, { type: 'tool.call', actor: admin.tokenId })).toEqual([])
  })

  test('of the Model Context Protocol is recorded like that, and once for all messages of a minute', async () => {
    const admin = await server.client({ account: 'protocol' })
    const support = await server.client({ account: 'protocol', role: 'support' })
    const send = (method: string, headers = {}) =>
      support.post('/v1/mcp', { jsonrpc: '2.0', id: 1, method }, headers)
    for (const method of ['initialize', 'tools/list', 'tools/call'])
      expect((await send(method)).status).toBe(403)
    const seen = async () => activityLines(await activitySeenBy(admin, { actor: support.tokenId }))
    expect(await seen()).toEqual(['tool.call refused: call_tools'])
    server.advance(60_000)
    await send('tools/list')
    expect(await seen()).toHaveLength(2)

    const list = { jsonrpc: '2.0', id: 1, method: 'tools/list' }
    expect((await admin.post('/v1/mcp', list, { origin: 'https://evil.example' })).status).toBe(403)
    expect((await admin.post('/v1/mcp', { jsonrpc: '1.0' })).status).toBe(400)
    const ofAdmin = await activitySeenBy(admin, { actor: admin.tokenId, type: 'tool.call' })
    expect(activityLines(ofAdmin)).toEqual(['tool.call refused: origin'])
  })

  test('because of a conflict tells which one', async () => {
    const admin = await server.client({ account: 'last of its kind' })
    expect((await admin.delete(`/v1/tokens/${admin.tokenId}`)).status).toBe(409)
    expect(activityLines(await activitySeenBy(admin, { type: 'token.revoke' }))).toEqual([
      'token.revoke failed: last_admin',
    ])
  })

  test('is recorded once when its answer is repeated', async () => {
    const admin = await server.client({ account: 'repeated' })
    const oauth_code = await admin.code('slack', { scenario: 'token_endpoint_500' })
    const order = { service: 'slack', oauth_code }
    for (const _ of [1, 2])
      await admin.post('/v1/integrations', order, { 'idempotency-key': 'same' })
    const failed = await activitySeenBy(admin, { type: 'integration.connect' })
    expect(activityLines(failed)).toEqual(['integration.connect failed: provider_error'])
  })

  test('does not fill the store: 60 in a minute are recorded, and that there were more', async () => {
    const admin = await server.client({ account: 'flooded' })
    const member = await server.client({ account: 'flooded', role: 'member' })
    for (let count = 0; count < 80; count++) await member.get('/v1/tokens')
    const seen = () => activitySeenBy(admin, { actor: member.tokenId, limit: '200' })
    const items = await seen()
    expect(items).toHaveLength(61)
    expect(activityLines(items)[0]).toBe('request.not_recorded refused')
    server.advance(60_000)
    await member.get('/v1/tokens')
    expect(activityLines(await seen())[0]).toBe('token.list refused: manage_tokens')
    const another = await server.client({ account: 'flooded', role: 'member' })
    await another.get('/v1/tokens')
    expect(await activitySeenBy(admin, { actor: another.tokenId })).toHaveLength(1)
  })
})
