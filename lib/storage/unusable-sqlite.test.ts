import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openStorage } from './database'
import { UnusableStoreError } from './unusable'

let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'miteos-damaged-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const file = () => join(dataDir, 'miteos.db')

/** Opens the store as a server does when it starts, and closes it again. */
async function openAndClose(folder = dataDir) {
  const storage = openStorage({ dataDir: folder, onIdleError: () => {} })
  try {
    await storage.ready()
  } finally {
    await storage.close()
  }
}

/** Overwrites a part of the file with bytes that are not valid at the beginning of a page. */
async function overwrite(from: number, length: number) {
  const handle = await open(file(), 'r+')
  await handle.write(Buffer.alloc(length, 0xff), 0, length, from)
  await handle.close()
}

async function expectRefusalThatChangesNothing(reason: RegExp) {
  const before = await readFile(file())
  const refusal = await openAndClose().catch((error: unknown) => error)
  expect(refusal).toBeInstanceOf(UnusableStoreError)
  expect(String(refusal)).toMatch(reason)
  expect(String(refusal)).toContain(file())
  expect(await readFile(file())).toEqual(before)
}

test('a file that is not a database is refused and left unchanged', async () => {
  await writeFile(file(), Buffer.alloc(8192, 'not a database '))
  await expectRefusalThatChangesNothing(/damaged or not a SQLite database; restore it/)
})

test.each([
  ['the schema', 200],
  ['a page that the start does not read', 4096 * 40],
])('a database with damage to %s is refused and left unchanged', async (_, from) => {
  await openAndClose()
  await overwrite(from, 4096 * 2)
  await expectRefusalThatChangesNothing(/damaged or not a SQLite database; restore it/)
})

test('a truncated database is refused and left unchanged', async () => {
  await openAndClose()
  await writeFile(file(), (await readFile(file())).subarray(0, 4096 * 30))
  await expectRefusalThatChangesNothing(/damaged or not a SQLite database; restore it/)
})

test('a folder that cannot be created is refused at once', async () => {
  await expect(openAndClose('/proc/miteos/data')).rejects.toThrow(
    /^DATA_DIR \(\/proc\/miteos\/data\)/,
  )
})
