import { expect, test } from 'vitest'
import { newToken } from '@/lib/platform/access/token-format'
import { createTokens } from '@/lib/platform/access/tokens'
import { platformOn } from '@/tests/support/platform'
import { plansOf } from '@/tests/support/query-plans'
import { describeOnBothStores } from '@/tests/support/stores'

const quiet = () => {}
const log = { info: quiet, warn: quiet, error: quiet }

describeOnBothStores('authentication', async (openStore) => {
  const server = platformOn(await openStore())
  const client = await server.client()

  const list = (headers: Record<string, string>, path = '/v1/integrations') =>
    server.anonymous('GET', path, { headers })

  test('only a valid token in the header is accepted', async () => {
    const { token } = client
    const requests = [
      list({}),
      list({ authorization: '' }),
      list({ authorization: token }),
      list({ authorization: `Basic ${Buffer.from(`${token}:`).toString('base64')}` }),
      list({ authorization: 'Bearer' }),
      list({ authorization: `Bearer ${newToken('test')}` }),
      list({ authorization: `Bearer ${token.slice(0, -1)}` }),
      list({ authorization: `Bearer ${token}x` }),
      list({ authorization: `Bearer Bearer ${token}` }),
      list({ authorization: `Bearer ${token.slice(0, 20)} ${token.slice(20)}` }),
      list({ authorization: `Bearer ${token.slice(0, 20)}\t${token.slice(20)}` }),
      list({ authorization: `Bearer ${token}, Bearer ${token}` }),
      list({ authorization: `Bearer "${token}"` }),
      list({ authorization: `Bearer ${token.replace('mt_', 'MT_')}` }),
      list({ authorization: `Bearer ${token.replace('mt_', 'm\u00fe_')}` }),
      list({ authorization: 'Bearer mt_test_' }),
      list({ authorization: `Token ${token}` }),
      list({ authorization: `Bearer ${'a'.repeat(100_000)}` }),
      list({ cookie: `token=${token}; authorization=Bearer ${token}` }),
      list({}, `/v1/integrations?token=${token}&access_token=${token}`),
    ]
    for (const response of await Promise.all(requests)) {
      expect(response.status).toBe(401)
      expect(response.headers.get('www-authenticate')).toMatch(/^Bearer realm="Miteos"/)
      expect(await response.json()).toMatchObject({ code: 'unauthorized', status: 401 })
    }
    expect((await list({ authorization: `bearer ${token}` })).status).toBe(200)
  })

  test('a revoked token is refused from the next request on, in another process too', async () => {
    const { token, tokenId, accountId } = await server.client({ account: 'leaving' })
    const otherServer = platformOn(server.storage)
    expect((await list({ authorization: `Bearer ${token}` })).status).toBe(200)
    expect(await otherServer.platform.tokens.revoke(accountId, tokenId)).toBe(true)
    expect((await list({ authorization: `Bearer ${token}` })).status).toBe(401)
    expect(await server.platform.tokens.revoke(accountId, tokenId)).toBe(false)
  })

  test('an unknown token and a revoked token each cost one query, and a mistyped token costs none', async () => {
    const { token, tokenId, accountId } = await server.client({ account: 'left' })
    await server.platform.tokens.revoke(accountId, tokenId)
    const queries = async (presented: string) => {
      const plans = await plansOf(server.storage, (db) =>
        createTokens({ storage: { ...server.storage, db }, log, now: Date.now }).authenticate(
          presented,
        ),
      )
      return plans.length
    }
    expect([await queries(token), await queries(newToken('test'))]).toEqual([1, 1])
    expect(await queries(`${token}x`)).toBe(0)
  })

  test('the store holds the hash of a token and never the token', async () => {
    const rows = await server.storage.db.selectFrom('tokens').selectAll().execute()
    expect(JSON.stringify(rows)).not.toContain(client.token.slice(8, -6))
  })

  test('a token with an unknown role may do nothing', async () => {
    const stranger = await server.client({ account: 'strange' })
    await server.storage.db
      .updateTable('tokens')
      .set({ role: 'root' })
      .where('id', '=', stranger.tokenId)
      .execute()
    expect(await (await stranger.get('/v1/account')).json()).toMatchObject({ code: 'forbidden' })
  })

  test('a token of an unknown environment is refused, and does not count as a failed request', async () => {
    const headers = { 'x-miteos-client-address': '192.0.2.9' }
    const { db } = server.storage
    const stranger = await server.client({ account: 'elsewhere' })
    const ask = () => list({ ...headers, authorization: `Bearer ${stranger.token}` })
    await db
      .updateTable('tokens')
      .set({ environment: 'staging' })
      .where('id', '=', stranger.tokenId)
      .execute()
    for (let count = 0; count < 12; count++) {
      const answer = await ask()
      expect(answer.status).toBe(401)
      expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
      const detail = 'This API token is for an environment that this server does not know.'
      expect(await answer.json()).toMatchObject({ code: 'unauthorized', detail })
    }
    expect(server.logged()).not.toContain('request failed')
    await server.platform.tokens.revoke(stranger.accountId, stranger.tokenId)
    expect(await (await ask()).json()).toMatchObject({ status: 401, reason: 'invalid_token' })
  })

  test('failed requests are limited by client address, and a valid token is still accepted', async () => {
    const headers = { 'x-miteos-client-address': '192.0.2.7' }
    const statuses: number[] = []
    for (let count = 0; count < 12; count++) {
      const response = await list({ ...headers, authorization: `Bearer ${newToken('test')}` })
      statuses.push(response.status)
      if (response.status === 429) {
        expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
        expect(await response.json()).toMatchObject({ code: 'rate_limited' })
      }
    }
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 401), 429, 429])
    expect((await list({ ...headers, authorization: `Bearer ${client.token}` })).status).toBe(200)
  })

  test('a revoked token gets the same answer, however many requests failed before and after it', async () => {
    const headers = { 'x-miteos-client-address': '192.0.2.8' }
    const ask = (token: string) => list({ ...headers, authorization: `Bearer ${token}` })
    const revoked = await server.client({ account: 'gone' })
    await server.platform.tokens.revoke(revoked.accountId, revoked.tokenId)
    for (let count = 0; count < 12; count++) expect((await ask(revoked.token)).status).toBe(401)
    for (let count = 0; count < 10; count++) {
      expect((await ask(newToken('test'))).status).toBe(401)
    }
    expect((await ask(newToken('test'))).status).toBe(429)
    const answer = await ask(revoked.token)
    expect(answer.status).toBe(401)
    expect(answer.headers.get('www-authenticate')).toContain('error="invalid_token"')
    expect(await answer.json()).toMatchObject({ reason: 'invalid_token' })
  })

  test('tokens are revoked for the account that has them alone, except by the operator', async () => {
    const { tokens } = server.platform
    const [one, other] = [
      await server.client({ account: 'one of two' }),
      await server.client({ account: 'two of two' }),
    ]
    expect(await tokens.revoke(other.accountId, one.tokenId)).toBe(false)
    expect((await one.get('/v1/account')).status).toBe(200)
    expect((await tokens.listForOperator()).map(({ id }) => id)).toEqual(
      expect.arrayContaining([one.tokenId, other.tokenId]),
    )
    expect(await tokens.revokeForOperator(other.tokenId)).toBe(true)
    expect((await other.get('/v1/account')).status).toBe(401)
  })

  test('a token that asks too often is told when to come back, and others are not limited', async () => {
    const limited = platformOn(server.storage, { settings: { apiRequestsPerMinute: 3 } })
    const [first, second] = [await limited.client(), await limited.client()]
    const responses = []
    for (let count = 0; count < 4; count++) responses.push(await first.get('/v1/account'))
    expect(responses.map(({ status }) => status)).toEqual([200, 200, 200, 429])
    expect(responses.at(-1)?.headers.get('retry-after')).toMatch(/^[1-9]\d?$/)
    const left = responses.map(({ headers }) => headers.get('ratelimit')?.replace(/t=\d+$/, 't'))
    const policy = responses.map(({ headers }) => headers.get('ratelimit-policy'))
    expect(left).toEqual([2, 1, 0, 0].map((remaining) => `"requests";r=${remaining};t`))
    expect(policy).toEqual(Array(4).fill('"requests";q=3;w=60'))
    expect((await second.get('/v1/account')).status).toBe(200)
  })
})
