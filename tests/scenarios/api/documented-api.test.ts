import { expect, test } from 'vitest'
import { services, toolNames } from '@/lib/contract/services/catalogue'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const documentedTools = {
  gmail: ['read_emails', 'draft_email', 'send_email', 'search_inbox', 'manage_labels'],
  slack: ['post_message', 'read_channel', 'create_channel', 'search_messages'],
  github: ['create_issue', 'read_issue', 'open_pull_request', 'commit_files', 'read_repository'],
  stripe: ['read_customers', 'create_invoice', 'check_payment_status', 'list_transactions'],
  notion: ['create_page', 'update_page', 'read_database', 'search_workspace'],
  google_ads: ['read_campaign_performance', 'create_ad_draft', 'adjust_budget'],
  telegram: ['send_message', 'read_channel_updates', 'post_to_group'],
}

describeOnBothStores('the documented API', async (openStore) => {
  const server = platformOn(await openStore())

  test('an account without integrations gets a bare empty array', async () => {
    const client = await server.client({ account: 'empty' })
    const response = await client.get('/v1/integrations')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(await response.json()).toEqual([])
  })

  test.each(services)('%s connects, is listed and disconnects twice', async (service) => {
    const client = await server.client({ account: `story of ${service}` })
    const created = await client.post('/v1/integrations', {
      service,
      oauth_code: await client.code(service),
    })
    const body = await created.json()
    expect(body).toMatchObject({
      id: expect.stringMatching(/^int_[A-Za-z0-9]+$/),
      service,
      status: 'connected',
      connected_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/),
      available_tools: documentedTools[service],
      account: { id: expect.any(String), name: expect.any(String) },
    })
    expect(created.status).toBe(201)
    expect(Object.keys(body).slice(0, 5)).toEqual([
      'id',
      'service',
      'status',
      'connected_at',
      'available_tools',
    ])
    expect(await (await client.get('/v1/integrations')).json()).toEqual([body])
    expect(await (await client.get(`/v1/integrations/${body.id}`)).json()).toEqual(body)

    const deleted = await client.delete(`/v1/integrations/${body.id}`)
    expect(deleted.status).toBe(204)
    expect(deleted.body).toBeNull()
    expect(await (await client.get('/v1/integrations')).json()).toMatchObject([
      { id: body.id, status: 'disconnected', connected_at: body.connected_at },
    ])
    expect((await client.delete(`/v1/integrations/${body.id}`)).status).toBe(204)

    const events = await (await client.get(`/v1/integrations/${body.id}/events`)).json()
    const types = events.map(({ type }: { type: string }) => type)
    expect(types.at(-1)).toBe('connected')
    expect(types.at(-2)).toBe('disconnected')
    if (service !== 'telegram') expect(types).toContain('revoked_at_provider')
  })

  test('the catalogue has the documented tools of each service', () => {
    for (const service of services) expect(toolNames(service)).toEqual(documentedTools[service])
  })

  test('connecting the same account again keeps id and connected_at, and lists it once', async () => {
    const client = await server.client({ account: 'twice' })
    const first = await client.connect('slack')
    server.advance(60_000)
    const again = await client.post('/v1/integrations', {
      service: 'slack',
      oauth_code: await client.code('slack'),
    })
    expect(again.status).toBe(200)
    expect(await again.json()).toMatchObject({ id: first.id, connected_at: first.connected_at })
    expect(await (await client.get('/v1/integrations')).json()).toHaveLength(1)
  })

  test('a disconnected account that is connected again keeps its id', async () => {
    const client = await server.client({ account: 'back again' })
    const { id, connected_at } = await client.connect('notion')
    await client.delete(`/v1/integrations/${id}`)
    server.advance(1000)
    expect(await client.connect('notion')).toMatchObject({ id, connected_at, status: 'connected' })
  })

  test('two accounts of one service are two integrations, oldest first', async () => {
    const client = await server.client({ account: 'two mailboxes' })
    const ana = await client.connect('gmail')
    server.advance(1000)
    const ben = await client.connect('gmail', { account: '104857600000000000002' })
    expect([ana.account?.name, ben.account?.name]).toEqual(['ana@example.com', 'ben@example.com'])
    const listed = await (await client.get('/v1/integrations')).json()
    expect(listed.map(({ id }: { id: string }) => id)).toEqual([ana.id, ben.id])
  })

  test('the account call answers with the name, the environment, the role and the available services', async () => {
    const client = await server.client({ account: 'Example & Söhne', role: 'member' })
    const response = await client.get('/v1/account')
    expect(await response.json()).toEqual({
      id: client.accountId,
      name: 'Example & Söhne',
      environment: 'test',
      role: 'member',
      actor: { kind: 'token', id: client.tokenId, name: 'member of Example & Söhne' },
      available_services: [...services],
    })
    expect(response.headers.get('miteos-account')).toBe(client.accountId)
    expect(response.headers.get('miteos-role')).toBe('member')
  })

  test.each([
    'int_01HXYZ',
    'int_01HABC',
    `int_${'9'.repeat(64)}`,
    'int_x',
    'nonsense',
    'int_%2e%2e',
  ])(
    'an unknown id, %s, gets the same 404 as the id of another account’s integration',
    async (unknown) => {
      const owner = await server.client({ account: 'owner' })
      const other = await server.client({ account: 'somebody else' })
      const { id } = await owner.connect('github')
      for (const [method, subpath] of [
        ['GET', ''],
        ['DELETE', ''],
        ['POST', '/check'],
        ['GET', '/events'],
      ] as const) {
        const foreign = await other.send(method, `/v1/integrations/${id}${subpath}`)
        const missing = await other.send(method, `/v1/integrations/${unknown}${subpath}`)
        expect([foreign.status, missing.status]).toEqual([404, 404])
        const { request_id: _, ...problem } = await foreign.json()
        expect(await missing.json()).toMatchObject({ ...problem, code: 'not_found' })
      }
      expect(await (await owner.get(`/v1/integrations/${id}`)).json()).toMatchObject({
        status: 'connected',
      })
    },
  )

  test('the test and the live environment of an account never see each other’s data', async () => {
    const test = await server.client({ account: 'both' })
    const live = await server.client({ account: 'both', environment: 'live' })
    const { id } = await test.connect('stripe')
    expect(await (await live.get('/v1/integrations')).json()).toEqual([])
    expect((await live.get(`/v1/integrations/${id}`)).status).toBe(404)
    expect((await live.delete(`/v1/integrations/${id}`)).status).toBe(404)
    const code = await test.code('telegram')
    const crossed = await live.post('/v1/integrations', { service: 'telegram', oauth_code: code })
    expect(await crossed.json()).toMatchObject({ code: 'invalid_oauth_code' })
    const own = await test.post('/v1/integrations', { service: 'telegram', oauth_code: code })
    expect(own.status).toBe(201)
  })
})
