import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, onTestFinished, test } from 'vitest'
import { type Client, platformOn } from '@/tests/support/platform'
import { openStorage } from './database'
import { isStorageUnavailable } from './unavailable'

const errorWith = (members: object) => Object.assign(new Error('failed'), members)

test.each([
  ['a host that cannot be reached', true, { code: 'EHOSTUNREACH' }],
  ['too many connections', true, { code: '53300' }],
  ['a standby after a failover', true, { code: '25006' }],
  ['a disk that fails PostgreSQL', true, { code: '58030' }],
  ['a busy SQLite file', true, { code: 'SQLITE_BUSY', rawCode: 5 }],
  ['a full disk under SQLite', true, { code: 'SQLITE_FULL', rawCode: 13 }],
  ['an extended code of a failed write', true, { code: 'SQLITE_IOERR_WRITE', rawCode: 778 }],
  ['a row that already exists in PostgreSQL', false, { code: '23505' }],
  [
    'a row that already exists in SQLite',
    false,
    { code: 'SQLITE_CONSTRAINT_PRIMARYKEY', rawCode: 1555 },
  ],
  ['a statement with wrong syntax', false, { code: '42601' }],
])('for the error of %s, isStorageUnavailable returns %s', (_, expected, members) => {
  expect(isStorageUnavailable(errorWith(members))).toBe(expected)
})

async function newStore() {
  const dataDir = await mkdtemp(join(tmpdir(), 'miteos-full-'))
  const storage = openStorage({ dataDir, onIdleError: () => {} })
  await storage.ready()
  onTestFinished(async () => {
    await storage.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return storage
}

/** Connects one bot after the other until the disk is full, and returns the last answer. */
async function connectUntilFull(client: Client): Promise<Response> {
  for (let bot = 1; bot < 500; bot++) {
    const bot_token = `${bot + 1_000_000}:${'a'.repeat(35)}`
    const response = await client.post('/v1/integrations', { service: 'telegram', bot_token })
    if (!response.ok) return response
  }
  throw new Error('the disk never got full')
}

test('SQLite on a full disk refuses writes with 503, serves reads, and recovers by itself', async () => {
  const storage = await newStore()
  const client = await platformOn(storage).client()
  await sql`pragma max_page_count = 240`.execute(storage.db)
  for (let round = 0; round < 3; round++) {
    const refused = await connectUntilFull(client)
    expect(await refused.json()).toMatchObject({ status: 503, code: 'unavailable' })
    expect(refused.headers.get('retry-after')).toBe('5')
  }
  const listed = await (await client.get('/v1/integrations')).json()
  expect(listed.length).toBeGreaterThan(10)
  await sql`pragma max_page_count = 100000`.execute(storage.db)
  expect((await client.post('/v1/integrations', { service: 'telegram' })).status).toBe(201)
  const { rows } = await sql`pragma integrity_check`.execute(storage.db)
  expect(rows).toEqual([{ integrity_check: 'ok' }])
})
