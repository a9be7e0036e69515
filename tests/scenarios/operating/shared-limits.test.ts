import { afterEach, expect, test, vi } from 'vitest'
import { createSignInLimit } from '@/lib/dashboard/sign-in/sign-in-limit'
import { openStorage } from '@/lib/storage/database'
import { createLimiters } from '@/lib/storage/limiters'
import { platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const settings = { apiRequestsPerMinute: 40 }

afterEach(() => {
  vi.useRealTimers()
})

describeOnBothStores('two servers on one store', (openStore, newDatabase) => {
  const statusOf = async ({ anonymous }: TestServer, authorization: string) =>
    (await anonymous('GET', '/v1/account', { headers: { authorization } })).status

  /** Sends requests to the servers in turns, 25 each time, and returns how many were not refused by a limit. */
  async function allowedBy(servers: readonly TestServer[], authorization: string, clockMs = 0) {
    const usualTime = Date.now()
    let allowed = 0
    for (const turn of [0, 1]) {
      for (const [index, server] of servers.entries()) {
        if (clockMs !== 0)
          vi.useFakeTimers({ toFake: ['Date'], now: usualTime + index * clockMs + turn })
        for (let request = 0; request < 25; request++)
          if ((await statusOf(server, authorization)) !== 429) allowed += 1
      }
    }
    return allowed
  }

  test.each([
    ['with the same clock', 0],
    ['with clocks that are two minutes apart', 120_000],
    ['with clocks that are a minute apart the other way', -60_000],
  ])('together allow a token its requests once, %s', async (_, clockMs) => {
    const storage = await openStore()
    const servers = [platformOn(storage, { settings }), platformOn(storage, { settings })] as const
    const { token } = await servers[0].client()
    const allowed = await allowedBy(servers, `Bearer ${token}`, clockMs)
    expect(allowed).toBe(storage.isShared ? 40 : 80)
  })

  test('together allow an address its failures once', async () => {
    const storage = await openStore()
    const servers = [platformOn(storage), platformOn(storage)]
    const headers = { 'x-miteos-client-address': '192.0.2.1', authorization: 'Bearer mt_test_x' }
    const statuses: number[] = []
    for (let round = 0; round < 15; round++)
      for (const { anonymous } of servers)
        statuses.push((await anonymous('GET', '/v1/account', { headers })).status)
    expect(statuses.filter((status) => status === 401)).toHaveLength(storage.isShared ? 10 : 20)
  })

  test('together allow a source ten failed sign-ins a minute, and take back the good ones', async () => {
    const storage = await openStore()
    const limits = [0, 1].map(() => createSignInLimit(createLimiters(storage)))
    for (let round = 0; round < 15; round++)
      for (const limit of limits) {
        const slot = await limit.take('192.0.2.7')
        if (!('giveBack' in slot)) throw new Error('a good sign-in was refused')
        await slot.giveBack()
      }
    let failures = 0
    for (let round = 0; round < 15; round++)
      for (const limit of limits) if ('giveBack' in (await limit.take('192.0.2.7'))) failures += 1
    expect(failures).toBe(storage.isShared ? 10 : 20)
  })

  test('keep no address and no id with their counts, and delete counts that have ended', async () => {
    const storage = await openStore()
    if (!storage.isShared)
      return expect(createLimiters(storage)('x', 1)).toHaveProperty('points', 1)
    const ended = { key: 'ended', points: 3, expire: Date.now() - 1000 }
    await storage.db.insertInto('limits').values(ended).execute()
    const server = platformOn(storage, { settings })
    const { token, tokenId } = await server.client()
    await statusOf(server, `Bearer ${token}`)
    const rows = await storage.db.selectFrom('limits').selectAll().execute()
    expect(rows).toEqual([
      { key: expect.stringMatching(/^[\w-]{43}$/), points: 1, expire: expect.any(Number) },
    ])
    expect(JSON.stringify(rows)).not.toContain(tokenId)
  })

  test('each go on with limits of their own when the store does not count', async () => {
    const storage = openStorage({ ...(await newDatabase()), onIdleError() {} })
    const server = platformOn(storage, { settings })
    const { token } = await server.client()
    await storage.db.schema.dropTable('limits').execute()
    expect(await allowedBy([server], `Bearer ${token}`)).toBe(40)
    await storage.close()
  })
})
