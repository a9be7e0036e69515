import { describe, expect, test } from 'vitest'
import type { ProblemCode } from '@/lib/contract/api/problem'
import { openStorage } from '@/lib/storage/database'
import { expectProblem as expectProblemOf } from '@/tests/support/expect-problem'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an answer of the API', async (openStore) => {
  const server = platformOn(await openStore())
  const client = await server.client()

  const expectProblem = (response: Response, code: ProblemCode) =>
    expectProblemOf(response, code, server.logged)

  test.each(['/v1', '/v1/', '/v1/integrations/', '/v1/nothing', '/v1/integrations/int_1/nothing'])(
    'is a 404 at an address where there is nothing: %s',
    async (path) => {
      await expectProblem(await client.get(path), 'not_found')
    },
  )

  test.each([
    ['PUT', '/v1/integrations', 'GET, HEAD, POST'],
    ['OPTIONS', '/v1/integrations', 'GET, HEAD, POST'],
    ['BREW', '/v1/integrations', 'GET, HEAD, POST'],
    ['PUT', '/v1/integrations/int_1', 'GET, HEAD, DELETE, PATCH'],
    ['POST', '/v1/integrations/int_1', 'GET, HEAD, DELETE, PATCH'],
    ['GET', '/v1/integrations/int_1/check', 'POST'],
    ['DELETE', '/v1/account', 'GET, HEAD'],
  ])('to %s %s names the methods that the address offers', async (method, path, allow) => {
    const response = await client.send(method, path, {
      headers: { 'x-http-method-override': 'GET' },
    })
    await expectProblem(response, 'method_not_allowed')
    expect(response.headers.get('allow')).toBe(allow)
    expect(response.headers.get('miteos-account')).toBe(client.accountId)
  })

  test('has no body for HEAD, whose status is that of GET', async () => {
    const response = await client.send('HEAD', '/v1/integrations')
    expect([response.status, await response.text()]).toEqual([200, ''])
  })

  test('ignores the fields that a caller may not set', async () => {
    const mallory = await server.client({ account: 'mallory' })
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

  test('has the request id of the caller when it is harmless, and otherwise a new one', async () => {
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

describe('a store that cannot be reached', () => {
  test('makes the API answer 503 with a Retry-After', async () => {
    const storage = openStorage({
      databaseUrl: 'postgres://nobody@127.0.0.1:1/none',
      dataDir: '',
      onIdleError: () => {},
    })
    const server = platformOn(storage)
    const response = await server.anonymous('GET', '/v1/integrations', {
      headers: { authorization: 'Bearer mt_test_x' },
    })
    expect(response.status).toBe(503)
    expect(response.headers.get('retry-after')).toBe('5')
    expect(await response.json()).toMatchObject({ code: 'unavailable' })
    await expect(server.platform.start()).rejects.toThrow()
    expect((await server.anonymous('GET', '/v1/openapi.json')).status).toBe(200)
    await storage.close()
  })
})
