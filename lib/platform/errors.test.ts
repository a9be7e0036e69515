import { beforeAll, describe, expect, test } from 'vitest'
import { type ProblemCode, problemSchema, problemStatus } from '@/lib/contract/problem'
import { openStorage } from '@/lib/storage/database'
import { type Client, type PlatformAtWork, platformOn } from '@/tests/platform'
import { describeOnBothStores } from '@/tests/stores'

describeOnBothStores('an error answer', (openStore) => {
  let work: PlatformAtWork
  let client: Client

  beforeAll(async () => {
    work = platformOn(await openStore())
    client = await work.client()
  })

  async function expectProblem(response: Response, code: ProblemCode) {
    expect(response.headers.get('content-type')).toBe('application/problem+json')
    const problem = problemSchema.parse(await response.json())
    expect(problem).toMatchObject({ code, status: problemStatus[code] })
    expect(response.status).toBe(problem.status)
    expect(response.headers.get('x-request-id')).toBe(problem.request_id)
    expect(response.headers.get('cache-control')).toBe('private, no-store')
    expect(work.logged()).toContain(problem.request_id)
    return problem
  }

  const postText = (body: BodyInit | null, type: string | null = 'application/json') =>
    client.send('POST', '/v1/integrations', {
      body,
      headers: type === null ? {} : { 'content-type': type },
    })

  test.each(['/v1', '/v1/', '/v1/integrations/', '/v1/nothing', '/v1/integrations/int_1/nothing'])(
    'at an address where there is nothing, %s',
    async (path) => {
      await expectProblem(await client.get(path), 'not_found')
    },
  )

  test.each([
    ['PUT', '/v1/integrations', 'GET, HEAD, POST'],
    ['OPTIONS', '/v1/integrations', 'GET, HEAD, POST'],
    ['BREW', '/v1/integrations', 'GET, HEAD, POST'],
    ['PATCH', '/v1/integrations/int_1', 'GET, HEAD, DELETE'],
    ['POST', '/v1/integrations/int_1', 'GET, HEAD, DELETE'],
    ['GET', '/v1/integrations/int_1/check', 'POST'],
    ['DELETE', '/v1/account', 'GET, HEAD'],
  ])('for %s %s names the methods there are', async (method, path, allow) => {
    const response = await client.send(method, path, {
      headers: { 'x-http-method-override': 'GET' },
    })
    await expectProblem(response, 'method_not_allowed')
    expect(response.headers.get('allow')).toBe(allow)
    expect(response.headers.get('miteos-account')).toBe(client.accountId)
  })

  test('HEAD answers like GET, without a body', async () => {
    const response = await client.send('HEAD', '/v1/integrations')
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  test.each([
    ['text/plain'],
    ['application/x-www-form-urlencoded'],
    ['multipart/form-data; boundary=x'],
    ['application/json; charset=utf-16'],
    ['application/jsonp'],
    [''],
  ])('refuses a body of type %j', async (type) => {
    await expectProblem(await postText('{"service":"telegram"}', type), 'unsupported_media_type')
  })

  test('refuses a body without a type', async () => {
    const bytes = new TextEncoder().encode('{"service":"telegram"}')
    await expectProblem(await postText(bytes, null), 'unsupported_media_type')
  })

  test.each([
    ['a word', 'service'],
    ['NaN', '{"service":NaN}'],
    ['a byte order mark', '\uFEFF{"service":"telegram"}'],
    ['half an object', '{"service":"tele'],
    ['two values', '{"service":"telegram"}{}'],
    ['a comment', '{"service":"telegram"/**/}'],
  ])('refuses a body that holds %s', async (_, body) => {
    await expectProblem(await postText(body), 'invalid_json')
  })

  test('refuses an empty body', async () => {
    await expectProblem(await postText(''), 'invalid_json')
    await expectProblem(await postText(null, null), 'invalid_request')
  })

  test('refuses bytes that are not UTF-8', async () => {
    await expectProblem(await postText(new Uint8Array([0x7b, 0xff, 0x7d])), 'invalid_json')
  })

  const deep = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`

  test.each([
    ['null', 'null'],
    ['an array', '[]'],
    ['a string', '"telegram"'],
    ['a number', '1e999'],
    ['an unknown service', '{"service":"myspace"}'],
    ['a service in capitals', '{"service":"SLACK"}'],
    ['a prototype', '{"service":"telegram","__proto__":{"role":"admin"}}'],
    ['a constructor', '{"service":"telegram","constructor":{}}'],
    ['a field twice', '{"service":"slack","service":"telegram"}'],
    ['deep nesting', `{"service":"telegram","x":${deep(8000)}}`],
    ['NUL', '{"service":"telegram","bot_token":"1:a\\u0000b"}'],
    ['half a character', '{"service":"telegram","x":"\\ud800"}'],
    ['a code that is no text', '{"service":"slack","oauth_code":{"$ne":null}}'],
    ['a code of 5 KB', JSON.stringify({ service: 'slack', oauth_code: 'x'.repeat(5000) })],
    ['an odd id', '{"service":"slack","oauth_code":"x","reconnects":"../../admin"}'],
  ])('refuses a body with %s, within 100 ms', async (_, body) => {
    const before = performance.now()
    const problem = await expectProblem(await postText(body), 'invalid_request')
    expect(performance.now() - before).toBeLessThan(100)
    expect(problem.detail).not.toMatch(/undefined|\[object/)
    expect(Object.hasOwn(Object.prototype, 'role')).toBe(false)
  })

  test('ignores fields that a caller may not set', async () => {
    const mallory = await work.client({ account: 'mallory' })
    const response = await mallory.post('/v1/integrations', {
      service: 'telegram',
      id: 'int_1',
      account_id: client.accountId,
      status: 'error',
      connected_at: '1999-01-01T00:00:00Z',
      role: 'admin',
    })
    expect(await response.json()).toMatchObject({ status: 'connected' })
    expect(await (await client.get('/v1/integrations')).json()).toEqual([])
  })

  test('refuses a large body by its announced length', async () => {
    const response = await postText(JSON.stringify({ service: 'x'.repeat(17 * 1024) }))
    await expectProblem(response, 'payload_too_large')
  })

  test('refuses an endless body while it comes', async () => {
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 1024
        controller.enqueue(new Uint8Array(1024).fill(32))
      },
    })
    const init = { body: endless, duplex: 'half', headers: { 'content-type': 'application/json' } }
    const response = await client.send('POST', '/v1/integrations', init)
    await expectProblem(response, 'payload_too_large')
    expect(sent).toBeLessThan(64 * 1024)
    expect((await client.get('/v1/account')).status).toBe(200)
  })

  test('keeps a request id that is harmless and replaces any other', async () => {
    const idOf = async (id: string) =>
      (await client.send('GET', '/v1/nothing', { headers: { 'x-request-id': id } })).headers.get(
        'x-request-id',
      )
    expect(await idOf('abc-DEF_12345678')).toBe('abc-DEF_12345678')
    for (const id of ['short', 'x'.repeat(10_000), 'level":"fatal","x":"y', 'a b c d e f g h']) {
      expect(await idOf(id)).toMatch(/^[\w-]{36}$/)
    }
  })

  test('names the field that is missing', async () => {
    const problem = await expectProblem(
      await client.post('/v1/integrations', { service: 'github' }),
      'invalid_request',
    )
    expect(problem).toMatchObject({ field: 'oauth_code' })
  })
})

describe('a store that is away', () => {
  test('is a 503 with a time to come back, until it is there', async () => {
    const storage = openStorage({
      databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
      dataDir: '',
      onIdleError: () => {},
    })
    const work = platformOn(storage)
    const response = await work.anonymous('GET', '/v1/integrations', {
      headers: { authorization: 'Bearer mt_test_x' },
    })
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(await response.json()).toMatchObject({ code: 'unavailable' })
    await expect(work.platform.start()).rejects.toThrow()
    expect((await work.anonymous('GET', '/v1/openapi.json')).status).toBe(200)
    await storage.close()
  })
})
