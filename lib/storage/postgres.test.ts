import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { type Client, newKeys, type PlatformAtWork, platformOn } from '@/tests/support/platform'
import { type ProxyMode, startPostgresProxy } from '@/tests/support/postgres-proxy'
import { openStorage, type Storage } from './database'

const keys = newKeys()
let proxy: Awaited<ReturnType<typeof startPostgresProxy>>
let storage: Storage
let work: PlatformAtWork
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
  work = platformOn(storage, { keys })
  client = await work.client()
})

beforeEach(() => proxy.set('open'))

afterAll(async () => {
  proxy.set('open')
  await storage.close()
  await proxy.stop()
})

function onIdleError() {}

async function timed(ask: () => Promise<Response>) {
  const before = performance.now()
  const response = await ask()
  return { response, ms: performance.now() - before }
}

async function expectUnavailable(ask: () => Promise<Response>, withinMs: number) {
  const { response, ms } = await timed(ask)
  expect(await response.json()).toMatchObject({ status: 503, code: 'unavailable' })
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  expect(ms).toBeLessThan(withinMs)
}

const list = () => client.get('/v1/integrations')

test.each<[string, ProxyMode, number]>([
  ['gone', 'gone', 8000],
  ['silent', 'stalled', 8000],
  ['slow by five seconds', { slowByMs: 5000 }, 8000],
])(
  'a PostgreSQL that is %s is answered with 503 before a client gives up, and the server recovers by itself',
  async (_, mode, withinMs) => {
    expect((await list()).status).toBe(200)
    proxy.set(mode)
    await expectUnavailable(list, withinMs)
    await expectUnavailable(
      () => client.post('/v1/integrations', { service: 'telegram' }),
      withinMs,
    )
    proxy.set('open')
    expect((await list()).status).toBe(200)
  },
  60_000,
)

test('twenty requests after a silent PostgreSQL has come back are answered at once', async () => {
  proxy.set('stalled')
  await Promise.all(Array.from({ length: 20 }, () => expectUnavailable(list, 9000)))
  proxy.set('open')
  const { ms } = await timed(async () => {
    const responses = await Promise.all(Array.from({ length: 20 }, list))
    expect(responses.map(({ status }) => status)).toEqual(Array(20).fill(200))
    return Response.json({})
  })
  /** A request that got a stuck connection would fail after four seconds. */
  expect(ms).toBeLessThan(4000)
}, 60_000)

test('a hundred requests at once share ten connections', async () => {
  const responses = await Promise.all(Array.from({ length: 100 }, list))
  expect(responses.map(({ status }) => status)).toEqual(Array(100).fill(200))
  expect(proxy.connections()).toBeLessThanOrEqual(10)
})

/** Starts a second server on the same database, which has not answered any request yet. */
function secondServer(databaseUrl: string) {
  const opened = openStorage({ databaseUrl, dataDir: '', onIdleError })
  const late = platformOn(opened, { keys })
  const headers = { authorization: `Bearer ${client.token}` }
  const ask = () => late.anonymous('GET', '/v1/account', { headers })
  const isServed = () =>
    expect.poll(async () => (await ask()).status, { timeout: 10_000 }).toBe(200)
  return { ask, isServed, close: opened.close }
}

test('a PostgreSQL without free connections is answered with 503, and the server recovers by itself', async () => {
  const role = `few_${randomUUID().replaceAll('-', '')}`
  const change = (statement: string) => sql.raw(statement).execute(storage.db)
  await change(`create role ${role} login connection limit 0`)
  await change(`grant all on all tables in schema public to ${role}`)
  const url = new URL(proxy.url)
  url.username = role
  const { ask, isServed, close } = secondServer(url.href)
  await expectUnavailable(ask, 1000)
  await change(`alter role ${role} connection limit 5`)
  await isServed()
  await close()
  await change(`drop owned by ${role}`)
  await change(`drop role ${role}`)
})

test('a request while another server migrates is answered with 503 and not kept waiting', async () => {
  const { ask, isServed, close } = secondServer(proxy.url)
  await storage.db.connection().execute(async (db) => {
    await sql`select pg_advisory_lock(3853314791062309107)`.execute(db)
    await expectUnavailable(ask, 5000)
    await sql`select pg_advisory_unlock(3853314791062309107)`.execute(db)
  })
  await isServed()
  await close()
})
