import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import { writeAndKill } from '@/tests/support/write-and-kill'
import { openStorage, type Storage } from './database'

const onIdleError = () => {}

async function missingNames({ db }: Storage, acknowledged: string[]): Promise<string[]> {
  const rows = await db.selectFrom('facts').select('name').execute()
  const stored = new Set(rows.map(({ name }) => name))
  return acknowledged.filter((name) => !stored.has(name))
}

test('every write that was acknowledged before a kill -9 is still stored, in each of twenty rounds', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'miteos-killed-'))
  const acknowledged: string[] = []
  for (let round = 0; round < 20; round++) {
    const writeCount = 5 + Math.floor(Math.random() * 60)
    acknowledged.push(...(await writeAndKill({ dataDir }, String(round), writeCount)))
  }
  const storage = openStorage({ dataDir, onIdleError })
  await storage.ready()
  expect(await missingNames(storage, acknowledged)).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(100)
  const { rows: checks } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(
    storage.db,
  )
  expect(checks).toEqual([{ integrity_check: 'ok' }])
  await storage.close()
  await rm(dataDir, { recursive: true, force: true })
}, 120_000)

describeOnBothStores('one store', (_, newDatabase) => {
  test('is opened, migrated and written by four processes at once, and each is killed', async () => {
    const database = await newDatabase()
    const writers = ['a', 'b', 'c', 'd'].map((name) => writeAndKill(database, name, 40))
    const acknowledged = (await Promise.all(writers)).flat()
    expect(acknowledged.length).toBeGreaterThanOrEqual(160)
    const storage = openStorage({ ...database, onIdleError })
    await storage.ready()
    expect(await missingNames(storage, acknowledged)).toEqual([])
    await storage.close()
  }, 60_000)
})
