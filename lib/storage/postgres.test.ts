import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { type Client, newKeys, platformOn, type TestServer } from '@/tests/support/platform'
import { type ProxyMode, startPostgresProxy } from '@/tests/support/postgres-proxy'
import { openStorage, type Storage } from './database'

const keys = newKeys()
let proxy: Awaited<ReturnType<typeof startPostgresProxy>>
let storage: Storage
let server: TestServer
let client: Client

beforeAll(async () => {
  const direct = openStorage({ databaseUrl: inject('postgresUrl'), dataDir: '', onIdleError })
  const name = `proxied_${randomUUID().replaceAll('-', '')}`
  await sql.raw(`create database ${name}`).execute(direct.db)
  await direct.close()
  const url = new URL(inject('postgresUrl'))
  url.pathname = name
  proxy = await startPostgresProxy(url.href)
  storage = openStorage({ databaseUrl: proxy.url, dataDir: '', onIdleError })
  server = platformOn(storage, { keys })
  client = await server.client()
})

beforeEach(() => proxy.set('open'))

afterAll(async () => {
  proxy.set('open')
  await storage.close()
  await proxy.stop()
})

function onIdleError() {}

async function measure(ask: () => Promise<Response>) {
  const before = performance.now()
  const response = await ask()
  return { response, ms: performance.now() - before }
}

async function expectUnavailable(ask: () => Promise<Response>, withinMs: number) {
  const { response, ms } = await measure(ask)
  expect(await response.json()).toMatchObject({ status: 503, code: 'unavailable' })
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(ms).toBeLessThan(withinMs)
}

const listIntegrations = () => client.get('/v1/integrations')

test.each<[string, ProxyMode, number]>([
  ['gone', 'gone', 8000],
  ['silent', 'stalled', 8000],
  ['slow by five seconds', { slowByMs: 5000 }, 8000],
])(
  'while PostgreSQL is %s, requests get 503 before a client gives up, and the server recovers by itself',
  async (_, way, withinMs) => {
    expect((await listIntegrations()).status).toBe(200)
    proxy.set(way)
    await expectUnavailable(listIntegrations, withinMs)
    await expectUnavailable(
      () => client.post('/v1/integrations', { service: 'telegram' }),
      withinMs,
    )
    proxy.set('open')
    expect((await listIntegrations()).status).toBe(200)
  },
  60_000,
)

test('twenty requests are answered at once after a silent PostgreSQL has come back', async () => {
  proxy.set('stalled')
  await Promise.all(Array.from({ length: 20 }, () => expectUnavailable(listIntegrations, 9000)))
  proxy.set('open')
  const { ms } = await measure(async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, listIntegrations))
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200))
    return Response.json({})
  })
  // A request that got a stuck connection would fail after four seconds.
  expect(ms).toBeLessThan(4000)
}, 60_000)

test('a hundred requests at once share ten connections', async () => {
  const responses = await Promise.all(Array.from({ length: 100 }, listIntegrations))
  expect(responses.map(({ status }) => status)).toEqual(Array(100).fill(200))
  expect(proxy.connections()).toBeLessThanOrEqual(10)
})

/** Starts a second server, which has answered no request yet, on the same database. */
function secondServer(databaseUrl: string) {
  const secondStorage = openStorage({ databaseUrl, dataDir: '', onIdleError })
  const second = platformOn(secondStorage, { keys })
  const headers = { authorization: `Bearer ${client.token}` }
  const ask = () => second.anonymous('GET', '/v1/account', { headers })
  const waitUntilServed = () =>
    expect.poll(async () => (await ask()).status, { timeout: 10_000 }).toBe(200)
  return { ask, waitUntilServed, close: secondStorage.close }
}

test('while PostgreSQL has no free connection, requests get 503, and the server recovers by itself', async () => {
  const role = `few_${randomUUID().replaceAll('-', '')}`
  const execute = (statement: string) => sql.raw(statement).execute(storage.db)
  await execute(`create role ${role} login connection limit 0`)
  await execute(`grant all on all tables in schema public to ${role}`)
  const url = new URL(proxy.url)
  url.username = role
  const { ask, waitUntilServed, close } = secondServer(url.href)
  await expectUnavailable(ask, 1000)
  await execute(`alter role ${role} connection limit 5`)
  await waitUntilServed()
  await close()
  await execute(`drop owned by ${role}`)
  await execute(`drop role ${role}`)
})

test('while another server migrates, a request gets 503 without a long wait', async () => {
  const { ask, waitUntilServed, close } = secondServer(proxy.url)
  await storage.db.connection().execute(async (db) => {
    await sql`select pg_advisory_lock(3853314791062309107)`.execute(db)
    await expectUnavailable(ask, 5000)
    await sql`select pg_advisory_unlock(3853314791062309107)`.execute(db)
  })
  await waitUntilServed()
  await close()
})
