import { beforeAll, expect, test } from 'vitest'
import { activityLines, activitySeenBy } from '@/tests/support/activity'
import { type Client, platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the activity', (openStore) => {
  let server: TestServer
  beforeAll(async () => {
    server = platformOn(await openStore())
  })

  /** Follows `Link` from page to page, and returns the ids of each page. */
  async function pagesOf(client: Client, path: string): Promise<string[][]> {
    const response = await client.get(path)
    const ids: string[] = (await response.json()).map(({ id }: { id: string }) => id)
    const next = /^<([^>]+)>; rel="next"$/.exec(response.headers.get('link') ?? '')?.[1]
    return next === undefined ? [ids] : [ids, ...(await pagesOf(client, next))]
  }

  test('names who did what to which integration, newest first', async () => {
    const admin = await server.client({ account: 'named' })
    const { id } = await admin.connect('slack')
    await admin.post(`/v1/integrations/${id}/faults`, { fault: 'revoke' })
    await admin.delete(`/v1/integrations/${id}`)
    const items = await activitySeenBy(admin, { integration_id: id })
    expect(activityLines(items).reverse()).toEqual([
      'integration.connected done',
      'integration.fault_injected done: revoke',
      'integration.status_error done: revoked',
      'integration.disconnected done',
      expect.stringMatching(/^integration\.revo/),
    ])
    const token = { kind: 'token', id: admin.tokenId, name: 'admin of named' }
    const platform = { kind: 'system', id: 'miteos', name: 'Miteos' }
    const actors = items.map(({ actor }) => actor).reverse()
    expect(actors).toEqual([token, token, platform, token, platform])
    for (const { target, environment } of items) {
      expect(target).toEqual({ id, name: expect.stringMatching(/^Slack \(.+\)$/) })
      expect(environment).toBe('test')
    }
  })

  test('and the history of an integration name the same one as the cause', async () => {
    const admin = await server.client({ account: 'caused' })
    const { id } = await admin.connect('gmail')
    const events = await (await admin.get(`/v1/integrations/${id}/events`)).json()
    const caused_by = { kind: 'token', id: admin.tokenId, name: 'admin of caused' }
    expect(events).toMatchObject([{ type: 'connected', actor: caused_by.name, caused_by }])
  })

  test('is filtered by actor, type and integration, alone and together', async () => {
    const admin = await server.client({ account: 'filtered' })
    const other = await server.client({ account: 'filtered' })
    const { id } = await admin.connect('slack')
    await other.connect('notion')
    const by = (query: Record<string, string>) => activitySeenBy(admin, query).then(activityLines)
    expect(await by({ actor: other.tokenId })).toEqual(['integration.connected done'])
    expect(await by({ type: 'integration.connected' })).toHaveLength(2)
    expect(await by({ type: 'integration.connected', actor: admin.tokenId })).toHaveLength(1)
    expect(await by({ integration_id: id, actor: other.tokenId })).toEqual([])
    expect(await by({ actor: 'command_line' })).toEqual([
      'token.created done',
      'token.created done',
    ])
  })

  test('since a time begins with what happened in that millisecond', async () => {
    const admin = await server.client({ account: 'since' })
    await admin.connect('slack')
    server.advance(60_000)
    const { id } = await admin.connect('notion')
    const [newest] = await activitySeenBy(admin)
    expect(newest?.target.id).toBe(id)
    const since = (time: string) => activitySeenBy(admin, { since: time })
    expect(await since(newest?.at ?? '')).toEqual([newest])
    const after = new Date(Date.parse(newest?.at ?? '') + 1)
    expect(await since(after.toISOString())).toEqual([])
    const elsewhere = new Date(after.getTime() + 2 * 60 * 60_000 - 1).toISOString()
    expect(await since(elsewhere.replace('Z', '+02:00'))).toEqual([newest])
    expect(await since('0001-01-01T00:00:00Z')).toHaveLength(3)
    expect(await since('9999-01-01T00:00:00Z')).toEqual([])
  })

  test('is read in pages that contain everything once', async () => {
    const admin = await server.client({ account: 'paged' })
    for (let count = 0; count < 6; count++)
      await admin.post('/v1/tokens', { name: 'CI', role: 'member' })
    const all = await activitySeenBy(admin)
    const pages = await pagesOf(admin, '/v1/activity?limit=3&type=token.created')
    expect(pages.map(({ length }) => length)).toEqual([3, 3, 1])
    expect(pages.flat()).toEqual(all.map(({ id }) => id))
    expect([...pages.flat()].sort().reverse()).toEqual(pages.flat())
  })

  test.each([
    'limit=0',
    'actor=%22',
    'type=connected',
    'integration_id=tok_1',
    'since=yesterday',
    'since=2026-02-30T00:00:00Z',
    'environment=staging',
    'cursor=evt_01HXYZ',
  ])('refuses the query %s', async (query) => {
    const admin = await server.client({ account: 'refused queries' })
    const response = await admin.get(`/v1/activity?${query}`)
    expect(await response.json()).toMatchObject({
      code: 'invalid_request',
      field: query.split('=')[0],
    })
  })

  test('of another account or environment is not there', async () => {
    const admin = await server.client({ account: 'private' })
    const { id } = await admin.connect('slack')
    const stranger = await server.client({ account: 'stranger' })
    const live = await server.client({ account: 'private', environment: 'live' })
    for (const client of [stranger, live]) {
      expect(activityLines(await activitySeenBy(client))).toEqual(['token.created done'])
      expect(await activitySeenBy(client, { integration_id: id })).toEqual([])
      expect(await activitySeenBy(client, { actor: admin.tokenId })).toEqual([])
      expect(await activitySeenBy(client, { environment: 'test', integration_id: id })).toEqual([])
    }
    expect(await activitySeenBy(admin, { environment: 'live' })).toEqual([])
  })

  test('has an entity tag that changes when something happens', async () => {
    const admin = await server.client({ account: 'tagged' })
    const first = await admin.get('/v1/activity')
    const tag = first.headers.get('etag') ?? ''
    expect(first.headers.get('vary')).toBe('authorization, accept')
    const again = { headers: { 'if-none-match': tag } }
    expect((await admin.send('GET', '/v1/activity', again)).status).toBe(304)
    await admin.connect('slack')
    expect((await admin.send('GET', '/v1/activity', again)).status).toBe(200)
  })

  test('leaves out a row that cannot be read, and tells the operator', async () => {
    const admin = await server.client({ account: 'damaged' })
    await admin.connect('slack')
    await server.storage.db
      .updateTable('activity')
      .set({ actor: '{' })
      .where('account_id', '=', admin.accountId)
      .where('type', '=', 'token.created')
      .execute()
    expect(activityLines(await activitySeenBy(admin))).toEqual(['integration.connected done'])
    expect(server.logged()).toContain('operator alarm: a row of the activity cannot be read')
  })
})
