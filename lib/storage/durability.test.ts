import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openStorage } from './database'

/** Lets a process write until a random number of writes is acknowledged, then kills it at once. */
async function writeAndKill(dataDir: string, round: number): Promise<string[]> {
  const writer = spawn(
    process.execPath,
    ['--import', 'tsx', 'tests/endless-writer.ts', dataDir, String(round)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const exit = once(writer, 'exit')
  const enough = 5 + Math.floor(Math.random() * 60)
  const acknowledged: string[] = []
  for await (const name of createInterface({ input: writer.stdout })) {
    acknowledged.push(name)
    if (acknowledged.length === enough) writer.kill('SIGKILL')
  }
  await exit
  return acknowledged
}

test('every write acknowledged before kill -9 is there afterwards, twenty times over', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'miteos-killed-'))
  const acknowledged: string[] = []
  for (let round = 0; round < 20; round++) {
    acknowledged.push(...(await writeAndKill(dataDir, round)))
  }
  const storage = openStorage({ dataDir, onIdleError: () => {} })
  await storage.ready()
  const rows = await storage.db.selectFrom('facts').select('name').execute()
  const stored = new Set(rows.map(({ name }) => name))
  expect(acknowledged.filter((name) => !stored.has(name))).toEqual([])
  expect(acknowledged.length).toBeGreaterThan(100)
  const { rows: checks } = await sql<{ integrity_check: string }>`pragma integrity_check`.execute(
    storage.db,
  )
  expect(checks).toEqual([{ integrity_check: 'ok' }])
  await storage.close()
  await rm(dataDir, { recursive: true, force: true })
}, 120_000)
