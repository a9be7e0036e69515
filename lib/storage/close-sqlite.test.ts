import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStorage, type Storage } from './database'

let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'miteos-closed-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

async function open(): Promise<Storage> {
  const storage = openStorage({ dataDir, onIdleError: () => {} })
  await storage.ready()
  return storage
}

async function write({ db }: Storage, name: string) {
  await db.insertInto('facts').values({ name, value: 'written' }).execute()
}

async function writtenNames({ db }: Storage) {
  const rows = await db.selectFrom('facts').select('name').where('value', '=', 'written').execute()
  return rows.map(({ name }) => name).sort()
}

test('a closed store consists of one file', async () => {
  const storage = await open()
  await write(storage, 'one')
  await storage.close()
  expect(await readdir(dataDir)).toEqual(['miteos.db'])
  const again = await open()
  expect(await writtenNames(again)).toEqual(['one'])
  await again.close()
})

test('closing one of two stores that share a file does not disturb the other', async () => {
  const [server, command] = [await open(), await open()]
  await write(server, 'one')
  await write(command, 'two')
  const begin = performance.now()
  await command.close()
  // If the close waited for the other store, it would take the five seconds of the busy timeout.
  expect(performance.now() - begin).toBeLessThan(4000)
  await write(server, 'three')
  expect(await writtenNames(server)).toEqual(['one', 'three', 'two'])
  await server.close()
})
