import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { newToken } from '@/lib/platform/access/token-format'
import { expectProblem } from '@/tests/support/expect-problem'
import { json } from '@/tests/support/live-scene'
import { lockableStore } from '@/tests/support/lockable-store'
import { platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { askWith, createToken } from '@/tests/support/tokens'

const day = 24 * 60 * 60_000
const minute = 60_000
const from = (address: string) => ({ 'x-miteos-client-address': address })

/** Waits for the work that goes on after the answers. */
const finishLateWork = ({ platform }: TestServer) => platform.close(10_000)

async function usesOf(server: TestServer, id: string) {
  await finishLateWork(server)
  return server.storage.db
    .selectFrom('tokens')
    .select(['last_used_at', 'last_used_from'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
}

describeOnBothStores('an API token', async (openStore) => {
  const server = platformOn(await openStore())

  test('that expires is refused from that time on, in its own words', async () => {
    const admin = await server.client({ account: 'expiring' })
    const { token } = await createToken(admin, { expires_in_days: 7 })
    server.advance(7 * day - minute)
    expect((await askWith(server, token)).status).toBe(200)
    server.advance(minute + 1000)
    const refused = await askWith(server, token)
    expect(refused.headers.get('www-authenticate')).toContain('error="invalid_token"')
    const problem = await expectProblem(refused, 'unauthorized', server.logged)
    expect(problem.detail).toBe('This API token has expired. Use another one.')
    expect(problem.reason).toBe('invalid_token')
  })

  test('that has expired is not counted as a guess by the client that sends it', async () => {
    const admin = await server.client({ account: 'expired often' })
    const { token } = await createToken(admin, { expires_in_days: 1 })
    server.advance(2 * day)
    const headers = from('192.0.2.31')
    for (let count = 0; count < 12; count++) {
      expect((await askWith(server, token, '/v1/account', headers)).status).toBe(401)
    }
    for (let count = 0; count < 10; count++) {
      const guess = await askWith(server, newToken('test'), '/v1/account', headers)
      expect(guess.status).toBe(401)
    }
    expect((await askWith(server, newToken('test'), '/v1/account', headers)).status).toBe(429)
    expect((await askWith(server, token, '/v1/account', headers)).status).toBe(401)
  })

  test('shows when it was last used, and from which network', async () => {
    const admin = await server.client({ account: 'used' })
    const { id, token } = await createToken(admin)
    expect(await usesOf(server, id)).toEqual({ last_used_at: null, last_used_from: null })
    await askWith(server, token, '/v1/account', from('192.0.2.77'))
    await finishLateWork(server)
    const [, listed] = await json(admin.get('/v1/tokens'))
    expect(listed).toMatchObject({
      id,
      last_used_at: expect.stringMatching(/Z$/),
      last_used_from: '192.0.2.0/24',
    })
  })

  test('is written as used once a minute, by all servers together', async () => {
    const elsewhere = platformOn(server.storage)
    const admin = await server.client({ account: 'busy' })
    const { id, token } = await createToken(admin)
    await askWith(server, token, '/v1/account', from('192.0.2.77'))
    const first = await usesOf(server, id)
    server.advance(minute - 10_000)
    for (const eachServer of [server, elsewhere]) {
      await askWith(eachServer, token, '/v1/account', from('198.51.100.4'))
      expect(await usesOf(eachServer, id)).toEqual(first)
    }
    server.advance(10_000)
    await askWith(server, token, '/v1/account', from('2001:db8:1:2::/64'))
    const second = await usesOf(server, id)
    expect(second.last_used_from).toBe('2001:db8:1::/48')
    expect(second.last_used_at).toBeGreaterThanOrEqual((first.last_used_at ?? 0) + minute)
    server.advance(minute)
    await askWith(server, token)
    expect(await usesOf(server, id)).toMatchObject({ last_used_from: null })
  })

  test('that is refused is not written as used', async () => {
    const admin = await server.client({ account: 'unused' })
    const member = await createToken(admin)
    expect((await askWith(server, member.token, '/v1/tokens')).status).toBe(403)
    const expired = await createToken(admin, { expires_in_days: 1 })
    const revoked = await createToken(admin)
    await admin.delete(`/v1/tokens/${revoked.id}`)
    server.advance(2 * day)
    for (const { token } of [expired, revoked]) {
      expect((await askWith(server, token)).status).toBe(401)
    }
    const slow = platformOn(server.storage, { settings: { apiRequestsPerMinute: 1 } })
    const limited = await createToken(admin)
    expect((await askWith(slow, limited.token, '/v1/tokens')).status).toBe(403)
    expect((await askWith(slow, limited.token)).status).toBe(429)
    await finishLateWork(slow)
    for (const { id } of [member, expired, revoked, limited]) {
      expect(await usesOf(server, id)).toEqual({ last_used_at: null, last_used_from: null })
    }
  })

  test('works although its use cannot be written, which the log says once a minute', async () => {
    const broken = platformOn(await openStore())
    const { token, tokenId } = await broken.client()
    await sql`alter table tokens rename column last_used_from to gone`.execute(broken.storage.db)
    for (let count = 0; count < 3; count++) {
      expect((await askWith(broken, token)).status).toBe(200)
    }
    await finishLateWork(broken)
    const warnings = broken
      .logged()
      .split('\n')
      .filter((line) => line.includes('the use of an API token could not be recorded'))
    expect(warnings).toHaveLength(1)
    expect(warnings[0]).toContain(tokenId)
    expect(warnings[0]).not.toContain(token.slice(0, 24))
  })
})

test('a token is accepted at once while another process holds the lock of the store', async () => {
  const { storage, lock, unlock } = await lockableStore()
  const server = platformOn(storage)
  const { token, tokenId } = await server.client()
  // The first request prepares the store, which writes.
  await (await server.client()).get('/v1/account')
  await finishLateWork(server)
  lock()
  const begin = performance.now()
  expect((await askWith(server, token)).status).toBe(200)
  expect(performance.now() - begin).toBeLessThan(2000)
  unlock()
  expect(await usesOf(server, tokenId)).toMatchObject({ last_used_at: expect.any(Number) })
})
