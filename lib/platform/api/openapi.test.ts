import { beforeAll, expect, test } from 'vitest'
import { createAnswerJudge } from '@/tests/support/openapi-answers'
import { type Client, platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the OpenAPI document', (openStore) => {
  let server: TestServer
  let client: Client
  let judge: ReturnType<typeof createAnswerJudge>

  beforeAll(async () => {
    server = platformOn(await openStore(), { settings: { apiRequestsPerMinute: 1000 } })
    client = await server.client()
    const document = await server.anonymous('GET', '/v1/openapi.json')
    judge = createAnswerJudge(await document.json())
  })

  async function judgeAnswer(sender: Client, method: string, path: string, body?: unknown) {
    const response =
      method === 'POST' ? await sender.post(path, body) : await sender.send(method, path)
    const status = response.status
    await judge.judge(method, path, response)
    return status
  }

  test('describes every operation of the API', () => {
    expect(judge.operations).toEqual([
      'POST /v1/mcp',
      'GET /v1/integrations',
      'POST /v1/integrations',
      'GET /v1/integrations/{id}',
      'DELETE /v1/integrations/{id}',
      'PATCH /v1/integrations/{id}',
      'POST /v1/integrations/{id}/check',
      'GET /v1/integrations/{id}/events',
      'GET /v1/integrations/{id}/checks',
      'POST /v1/integrations/{id}/reconnect_link',
      'POST /v1/integrations/{id}/faults',
      'POST /v1/integrations/{id}/reset',
      'GET /v1/account',
      'GET /v1/redirect_uris',
      'POST /v1/redirect_uris',
      'DELETE /v1/redirect_uris/{id}',
      'GET /v1/tokens',
      'POST /v1/tokens',
      'DELETE /v1/tokens/{id}',
      'GET /v1/connect_attempts',
      'GET /v1/connect_attempts/{id}',
      'GET /v1/webhooks',
      'POST /v1/webhooks',
      'GET /v1/webhooks/{id}',
      'DELETE /v1/webhooks/{id}',
      'POST /v1/webhooks/{id}/test',
      'GET /v1/webhooks/{id}/deliveries',
      'POST /v1/webhooks/{id}/deliveries/{delivery_id}/resend',
      'GET /v1/people',
      'PATCH /v1/people/{id}',
      'DELETE /v1/people/{id}',
      'POST /v1/people/{id}/sign_in_link',
      'GET /v1/invitations',
      'POST /v1/invitations',
      'DELETE /v1/invitations/{id}',
      'GET /v1/activity',
      'GET /v1/tools',
      'POST /v1/tool_calls',
      'GET /v1/tool_calls',
      'GET /v1/tool_usage',
    ])
  })

  test('describes the answer of each operation that succeeds', async () => {
    const request = { service: 'slack', oauth_code: await client.code('slack') }
    expect(await judgeAnswer(client, 'POST', '/v1/integrations', request)).toBe(201)
    const again = { service: 'slack', oauth_code: await client.code('slack') }
    expect(await judgeAnswer(client, 'POST', '/v1/integrations', again)).toBe(200)
    const [{ id }] = await (await client.get('/v1/integrations')).json()
    const path = `/v1/integrations/${id}`
    expect(await judgeAnswer(client, 'GET', '/v1/account')).toBe(200)
    expect(await judgeAnswer(client, 'GET', path)).toBe(200)
    expect(await judgeAnswer(client, 'POST', `${path}/check`)).toBe(200)
    expect(await judgeAnswer(client, 'POST', `${path}/faults`, { fault: 'revoke' })).toBe(200)
    expect(await judgeAnswer(client, 'GET', '/v1/integrations')).toBe(200)
    expect(await judgeAnswer(client, 'GET', `${path}/events`)).toBe(200)
    expect(await judgeAnswer(client, 'DELETE', path)).toBe(204)
  })

  test('describes what the resources of developers answer when all is well', async () => {
    const uris = '/v1/redirect_uris'
    const register = { uri: 'https://app.example.com/callback', app_name: 'Onboarding' }
    expect(await judgeAnswer(client, 'POST', uris, register)).toBe(201)
    expect(await judgeAnswer(client, 'POST', uris, register)).toBe(200)
    const second = { ...register, uri: 'https://app.example.com/second' }
    const { id: uri } = await (await client.post(uris, second)).json()
    const tokens = '/v1/tokens'
    const create = { name: 'CI', role: 'support', environment: 'test', expires_in_days: 90 }
    expect(await judgeAnswer(client, 'POST', tokens, create)).toBe(201)
    const { id: token } = await (await client.post(tokens, create)).json()
    for (const path of [uris, tokens]) {
      expect(await judgeAnswer(client, 'GET', path)).toBe(200)
      const page = await client.get(`${path}?limit=1`)
      expect(page.headers.get('link')).toMatch(/rel="next"$/)
      expect(await judge.judge('GET', path, page)).toBe('200')
      const headers = { 'if-none-match': page.headers.get('etag') ?? '' }
      const same = await client.send('GET', `${path}?limit=1`, { headers })
      expect(await judge.judge('GET', path, same)).toBe('304')
    }
    expect(await judgeAnswer(client, 'DELETE', `${uris}/${uri}`)).toBe(204)
    expect(await judgeAnswer(client, 'DELETE', `${tokens}/${token}`)).toBe(204)
  })

  test('describes the activity, as JSON and as a table', async () => {
    for (const accept of ['application/json', 'text/csv']) {
      const page = await client.send('GET', '/v1/activity?limit=1', { headers: { accept } })
      expect(page.headers.get('link')).toContain('rel="next"')
      expect(await judge.judge('GET', '/v1/activity', page)).toBe('200')
    }
    const wrong = await client.get('/v1/activity?since=never')
    expect(await judge.judge('GET', '/v1/activity', wrong)).toBe('422')
  })

  test('describes the attempts to connect, a page of them and one', async () => {
    const page = await client.get('/v1/connect_attempts?limit=1')
    expect(page.headers.get('link')).toContain('rel="next"')
    const [{ id }] = await page.clone().json()
    expect(await judge.judge('GET', '/v1/connect_attempts', page)).toBe('200')
    expect(await judgeAnswer(client, 'GET', `/v1/connect_attempts/${id}`)).toBe(200)
    const wrong = await client.get('/v1/connect_attempts?limit=0')
    expect(await judge.judge('GET', '/v1/connect_attempts', wrong)).toBe('422')
  })

  test('describes a replayed answer', async () => {
    const headers = { 'idempotency-key': 'described' }
    await client.post('/v1/integrations', { service: 'telegram' }, headers)
    const again = await client.post('/v1/integrations', { service: 'telegram' }, headers)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await judge.judge('POST', '/v1/integrations', again)).toBe('201')
    const token = { name: 'CI', role: 'member' }
    const created = await client.post('/v1/tokens', token, { 'idempotency-key': 'token' })
    expect(await judge.judge('POST', '/v1/tokens', created)).toBe('201')
    const known = await client.post('/v1/tokens', token, { 'idempotency-key': 'token' })
    expect(known.headers.get('idempotency-replayed')).toBe('true')
    expect(await judge.judge('POST', '/v1/tokens', known)).toBe('200')
  })

  test.each([
    ['GET', '/v1/integrations'],
    ['POST', '/v1/integrations'],
    ['GET', '/v1/integrations/int_01HXYZ'],
    ['DELETE', '/v1/integrations/int_01HXYZ'],
    ['POST', '/v1/integrations/int_01HXYZ/check'],
    ['GET', '/v1/integrations/int_01HXYZ/events'],
    ['POST', '/v1/integrations/int_01HXYZ/faults'],
    ['GET', '/v1/account'],
    ['GET', '/v1/redirect_uris'],
    ['POST', '/v1/redirect_uris'],
    ['DELETE', '/v1/redirect_uris/uri_01HXYZ'],
    ['GET', '/v1/tokens'],
    ['POST', '/v1/tokens'],
    ['DELETE', '/v1/tokens/tok_01HXYZ'],
    ['GET', '/v1/connect_attempts'],
    ['GET', '/v1/connect_attempts/att_01HXYZ'],
  ])('describes every refusal of %s %s', async (method, path) => {
    const anonymous = await server.anonymous(method, path)
    expect(await judge.judge(method, path, anonymous)).toBe('401')
    const unknownStatus = await judgeAnswer(client, method, path, {
      fault: 'expire',
      service: 'myspace',
    })
    if (path.includes('_01HXYZ')) expect(unknownStatus).toBe(404)
    const limited = platformOn(server.storage, { settings: { apiRequestsPerMinute: 1 } })
    const limitedClient = await limited.client()
    await limitedClient.get('/v1/account')
    expect(await judgeAnswer(limitedClient, method, path)).toBe(429)
    if (method === 'GET') return
    for (const [type, body, status] of [
      ['application/json', '{', '400'],
      ['application/json', '{"a":1,"a":2}', '422'],
      ['application/json', ' '.repeat(20_000), '413'],
      ['text/plain', 'x', '415'],
    ] as const) {
      const response = await client.send(method, path, { body, headers: { 'content-type': type } })
      expect(await judge.judge(method, path, response)).toBe(status)
    }
  })

  test('describes the refusal of what a role may not do', async () => {
    const support = await server.client({ role: 'support' })
    const request = { service: 'telegram' }
    expect(await judgeAnswer(support, 'POST', '/v1/integrations', request)).toBe(403)
    const faults = '/v1/integrations/int_01HXYZ/faults'
    expect(await judgeAnswer(support, 'POST', faults, { fault: 'expire' })).toBe(403)
    const register = { uri: 'https://app.example.com/callback', app_name: 'Onboarding' }
    for (const [method, path, body] of [
      ['GET', '/v1/redirect_uris'],
      ['POST', '/v1/redirect_uris', register],
      ['DELETE', '/v1/redirect_uris/uri_01HXYZ'],
      ['GET', '/v1/tokens'],
      ['POST', '/v1/tokens', { name: 'CI', role: 'support' }],
      ['DELETE', '/v1/tokens/tok_01HXYZ'],
    ] as const) {
      expect(await judgeAnswer(support, method, path, body)).toBe(403)
    }
    const member = await server.client({ role: 'member' })
    expect(await judgeAnswer(member, 'GET', '/v1/connect_attempts')).toBe(403)
    expect(await judgeAnswer(member, 'GET', '/v1/connect_attempts/att_01HXYZ')).toBe(403)
  })

  test('describes what cannot be registered, created, revoked or listed', async () => {
    const admin = await server.client({ account: 'limits' })
    const uris = '/v1/redirect_uris'
    const register = (uri: string) => ({ uri, app_name: 'Onboarding' })
    expect(await judgeAnswer(admin, 'POST', uris, register('http://app.example.com'))).toBe(422)
    for (let index = 0; index < 50; index++) {
      await admin.post(uris, register(`https://app.example.com/${index}`))
    }
    expect(await judgeAnswer(admin, 'POST', uris, register('https://app.example.com/50'))).toBe(409)
    const token = { name: 'CI', role: 'member' }
    expect(await judgeAnswer(admin, 'POST', '/v1/tokens', { ...token, role: 'root' })).toBe(422)
    expect(await judgeAnswer(admin, 'POST', '/v1/tokens', { ...token, environment: 'live' })).toBe(
      403,
    )
    expect(await judgeAnswer(admin, 'DELETE', `/v1/tokens/${admin.tokenId}`)).toBe(409)
    for (const path of [uris, '/v1/tokens']) {
      const page = await admin.get(`${path}?limit=201`)
      expect(await judge.judge('GET', path, page)).toBe('422')
    }
  })

  test('describes the refusals of a code', async () => {
    const post = async (body: object) => judgeAnswer(client, 'POST', '/v1/integrations', body)
    expect(await post({ service: 'slack', oauth_code: 'mtoc_x' })).toBe(400)
    expect(await post({ service: 'slack' })).toBe(422)
    const connected = await client.connect('gmail')
    const otherCode = await client.code('gmail', { scenario: 'other_account' })
    expect(await post({ service: 'gmail', oauth_code: otherCode, reconnects: connected.id })).toBe(
      409,
    )
    const failingCode = await client.code('notion', { scenario: 'token_endpoint_500' })
    expect(await post({ service: 'notion', oauth_code: failingCode })).toBe(502)
  })
})
