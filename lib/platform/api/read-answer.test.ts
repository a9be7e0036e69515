import { beforeAll, expect, test } from 'vitest'
import { createAnswerJudge } from '@/tests/support/openapi-answers'
import { type Client, type PlatformAtWork, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a read of what the caller has already', (openStore) => {
  let work: PlatformAtWork
  let client: Client

  beforeAll(async () => {
    work = platformOn(await openStore(), { settings: { apiRequestsPerMinute: 1000 } })
    client = await work.client()
  })

  const ask = (by: Client, path: string, tag: string) =>
    by.send('GET', path, { headers: { 'if-none-match': tag } })

  async function tagOf(by: Client, path: string): Promise<string> {
    const tag = (await by.get(path)).headers.get('etag')
    expect(tag).toMatch(/^W\/"/)
    return tag ?? ''
  }

  test('is answered without a body until something changes', async () => {
    const first = await tagOf(client, '/v1/integrations')
    const { id } = await client.connect('slack')
    expect((await ask(client, '/v1/integrations', first)).status).toBe(200)
    for (const path of ['/v1/integrations', `/v1/integrations/${id}`, '/v1/account']) {
      const known = await ask(client, path, await tagOf(client, path))
      expect([path, known.status, await known.text()]).toEqual([path, 304, ''])
    }
    const events = `/v1/integrations/${id}/events`
    const before = await tagOf(client, events)
    await client.send('DELETE', `/v1/integrations/${id}`)
    expect((await ask(client, events, before)).status).toBe(200)
  })

  test('says as much of the token as the whole answer, and is described', async () => {
    const document = await work.anonymous('GET', '/v1/openapi.json')
    const judge = createAnswerJudge(await document.json())
    const whole = await client.get('/v1/integrations')
    const known = await ask(client, '/v1/integrations', whole.headers.get('etag') ?? '')
    for (const name of ['miteos-account', 'miteos-role', 'etag', 'cache-control', 'vary'])
      expect([name, known.headers.get(name)]).toEqual([name, whole.headers.get(name)])
    expect(known.headers.get('cache-control')).toBe('private, no-store')
    expect(await judge.judge('GET', '/v1/integrations', known)).toBe('304')
  })

  test('is refused to a token that was revoked since, and to none', async () => {
    const leaving = await work.client()
    const tag = await tagOf(leaving, '/v1/integrations')
    await work.platform.tokens.revoke(leaving.accountId, leaving.tokenId)
    expect((await ask(leaving, '/v1/integrations', tag)).status).toBe(401)
    const anonymous = await work.anonymous('GET', '/v1/integrations', {
      headers: { 'if-none-match': tag },
    })
    expect(anonymous.status).toBe(401)
  })

  test('the document of the API is not sent twice either', async () => {
    const tag = (await work.anonymous('GET', '/v1/openapi.json')).headers.get('etag') ?? ''
    expect(tag).toMatch(/^W\/"/)
    const known = await work.anonymous('GET', '/v1/openapi.json', {
      headers: { 'if-none-match': tag },
    })
    expect(known.status).toBe(304)
  })
})
