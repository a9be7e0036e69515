import { beforeAll, expect, test } from 'vitest'
import { createAnswerJudge } from '@/tests/support/openapi-answers'
import { type Client, platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a read of an answer that the client already has', (openStore) => {
  let server: TestServer
  let client: Client

  beforeAll(async () => {
    server = platformOn(await openStore(), { settings: { apiRequestsPerMinute: 1000 } })
    client = await server.client()
  })

  const read = (sender: Client, path: string, tag: string) =>
    sender.send('GET', path, { headers: { 'if-none-match': tag } })

  async function tagOf(sender: Client, path: string): Promise<string> {
    const tag = (await sender.get(path)).headers.get('etag')
    expect(tag).toMatch(/^W\/"/)
    return tag ?? ''
  }

  test('is answered without a body until something changes', async () => {
    const first = await tagOf(client, '/v1/integrations')
    const { id } = await client.connect('slack')
    expect((await read(client, '/v1/integrations', first)).status).toBe(200)
    for (const path of ['/v1/integrations', `/v1/integrations/${id}`, '/v1/account']) {
      const unchanged = await read(client, path, await tagOf(client, path))
      expect([path, unchanged.status, await unchanged.text()]).toEqual([path, 304, ''])
    }
    const events = `/v1/integrations/${id}/events`
    const before = await tagOf(client, events)
    await client.send('DELETE', `/v1/integrations/${id}`)
    expect((await read(client, events, before)).status).toBe(200)
  })

  test('has the same headers as the whole answer, and is described in the OpenAPI document', async () => {
    const document = await server.anonymous('GET', '/v1/openapi.json')
    const judge = createAnswerJudge(await document.json())
    const whole = await client.get('/v1/integrations')
    const unchanged = await read(client, '/v1/integrations', whole.headers.get('etag') ?? '')
    for (const name of ['miteos-account', 'miteos-role', 'etag', 'cache-control', 'vary'])
      expect([name, unchanged.headers.get(name)]).toEqual([name, whole.headers.get(name)])
    expect(unchanged.headers.get('cache-control')).toBe('private, no-store')
    expect(await judge.judge('GET', '/v1/integrations', unchanged)).toBe('304')
  })

  test('is refused with a token that was revoked in the meantime, and without a token', async () => {
    const revokedClient = await server.client()
    const tag = await tagOf(revokedClient, '/v1/integrations')
    await server.platform.tokens.revoke(revokedClient.accountId, revokedClient.tokenId)
    expect((await read(revokedClient, '/v1/integrations', tag)).status).toBe(401)
    const anonymous = await server.anonymous('GET', '/v1/integrations', {
      headers: { 'if-none-match': tag },
    })
    expect(anonymous.status).toBe(401)
  })

  test('is answered without a body for the OpenAPI document, too', async () => {
    const tag = (await server.anonymous('GET', '/v1/openapi.json')).headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\/"/)
    const unchanged = await server.anonymous('GET', '/v1/openapi.json', {
      headers: { 'if-none-match': tag },
    })
    expect(unchanged.status).toBe(304)
  })
})
