import { beforeAll, expect, test } from 'vitest'
import { createAnswerJudge } from '@/tests/support/openapi-answers'
import { type Client, type PlatformAtWork, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('the OpenAPI document', (openStore) => {
  let work: PlatformAtWork
  let client: Client
  let judge: ReturnType<typeof createAnswerJudge>

  beforeAll(async () => {
    work = platformOn(await openStore(), { settings: { apiRequestsPerMinute: 1000 } })
    client = await work.client()
    const document = await work.anonymous('GET', '/v1/openapi.json')
    judge = createAnswerJudge(await document.json())
  })

  async function ask(by: Client, method: string, path: string, body?: unknown) {
    const response = method === 'POST' ? await by.post(path, body) : await by.send(method, path)
    const status = response.status
    await judge.judge(method, path, response)
    return status
  }

  test('describes every operation there is', () => {
    expect(judge.operations).toEqual([
      'GET /v1/integrations',
      'POST /v1/integrations',
      'GET /v1/integrations/{id}',
      'DELETE /v1/integrations/{id}',
      'POST /v1/integrations/{id}/check',
      'GET /v1/integrations/{id}/events',
      'POST /v1/integrations/{id}/faults',
      'GET /v1/account',
      'GET /v1/redirect_uris',
      'POST /v1/redirect_uris',
      'DELETE /v1/redirect_uris/{id}',
      'GET /v1/connect_attempts',
      'GET /v1/connect_attempts/{id}',
    ])
  })

  test('describes what each operation answers when all is well', async () => {
    const request = { service: 'slack', oauth_code: await client.code('slack') }
    expect(await ask(client, 'POST', '/v1/integrations', request)).toBe(201)
    const again = { service: 'slack', oauth_code: await client.code('slack') }
    expect(await ask(client, 'POST', '/v1/integrations', again)).toBe(200)
    const [{ id }] = await (await client.get('/v1/integrations')).json()
    const at = `/v1/integrations/${id}`
    expect(await ask(client, 'GET', '/v1/account')).toBe(200)
    expect(await ask(client, 'GET', at)).toBe(200)
    expect(await ask(client, 'POST', `${at}/check`)).toBe(200)
    expect(await ask(client, 'POST', `${at}/faults`, { fault: 'revoke' })).toBe(200)
    expect(await ask(client, 'GET', '/v1/integrations')).toBe(200)
    expect(await ask(client, 'GET', `${at}/events`)).toBe(200)
    expect(await ask(client, 'DELETE', at)).toBe(204)
  })

  test('describes the attempts to connect, a page of them and one', async () => {
    const page = await client.get('/v1/connect_attempts?limit=1')
    expect(page.headers.get('link')).toContain('rel="next"')
    const [{ id }] = await page.clone().json()
    expect(await judge.judge('GET', '/v1/connect_attempts', page)).toBe('200')
    expect(await ask(client, 'GET', `/v1/connect_attempts/${id}`)).toBe(200)
    const wrong = await client.get('/v1/connect_attempts?limit=0')
    expect(await judge.judge('GET', '/v1/connect_attempts', wrong)).toBe('422')
  })

  test('describes a replayed answer', async () => {
    const headers = { 'idempotency-key': 'described' }
    await client.post('/v1/integrations', { service: 'telegram' }, headers)
    const again = await client.post('/v1/integrations', { service: 'telegram' }, headers)
    expect(again.headers.get('idempotency-replayed')).toBe('true')
    expect(await judge.judge('POST', '/v1/integrations', again)).toBe('201')
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
    ['GET', '/v1/connect_attempts'],
    ['GET', '/v1/connect_attempts/att_01HXYZ'],
  ])('describes every refusal of %s %s', async (method, path) => {
    const anonymous = await work.anonymous(method, path)
    expect(await judge.judge(method, path, anonymous)).toBe('401')
    const unknown = await ask(client, method, path, { fault: 'expire', service: 'myspace' })
    if (path.includes('_01HXYZ')) expect(unknown).toBe(404)
    const slow = platformOn(work.storage, { settings: { apiRequestsPerMinute: 1 } })
    const impatient = await slow.client()
    await impatient.get('/v1/account')
    expect(await ask(impatient, method, path)).toBe(429)
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

  test('describes what a role may not do', async () => {
    const support = await work.client({ role: 'support' })
    const request = { service: 'telegram' }
    expect(await ask(support, 'POST', '/v1/integrations', request)).toBe(403)
    const faults = '/v1/integrations/int_01HXYZ/faults'
    expect(await ask(support, 'POST', faults, { fault: 'expire' })).toBe(403)
    const member = await work.client({ role: 'member' })
    expect(await ask(member, 'GET', '/v1/connect_attempts')).toBe(403)
    expect(await ask(member, 'GET', '/v1/connect_attempts/att_01HXYZ')).toBe(403)
  })

  test('describes what goes wrong with a code', async () => {
    const post = async (body: object) => ask(client, 'POST', '/v1/integrations', body)
    expect(await post({ service: 'slack', oauth_code: 'mtoc_x' })).toBe(400)
    expect(await post({ service: 'slack' })).toBe(422)
    const known = await client.connect('gmail')
    const other = await client.code('gmail', { scenario: 'other_account' })
    expect(await post({ service: 'gmail', oauth_code: other, reconnects: known.id })).toBe(409)
    const broken = await client.code('notion', { scenario: 'token_endpoint_500' })
    expect(await post({ service: 'notion', oauth_code: broken })).toBe(502)
  })
})
