import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { runAdmin } from '@/tests/support/admin'
import { newKeys, platformOn } from '@/tests/support/platform'
import { openStorage, type Storage } from './database'
import { createKeyring } from './keyring'
import { WrongVaultKeysError } from './keyring-check'
import { currentSchema, migrate } from './migrate'
import { UnusableStoreError } from './unusable'

const keys = newKeys()
let dataDir = ''
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'miteos-refused-'))
})
afterEach(() => rm(dataDir, { recursive: true, force: true }))

const open = (vaultKeys: string): Storage =>
  openStorage({ dataDir, keyring: createKeyring(vaultKeys), onIdleError: () => {} })

/** Fills the store as a running server does, and closes the store as a server does when it stops. */
async function fillStore() {
  const storage = open(keys)
  const running = platformOn(storage, { keys })
  await running.platform.start()
  await (await running.client()).post('/v1/integrations', { service: 'telegram' })
  await running.platform.close(1000)
  await storage.close()
}

/** Returns the name and the base64 content of every file in the folder of the store. */
async function readFiles(): Promise<[string, string][]> {
  const names = (await readdir(dataDir)).sort()
  return Promise.all(
    names.map(async (name) => [name, (await readFile(join(dataDir, name))).toString('base64')]),
  )
}

async function expectRefusal(vaultKeys: string, kind: new () => Error) {
  const before = await readFiles()
  const storage = open(vaultKeys)
  await expect(storage.ready()).rejects.toBeInstanceOf(kind)
  expect(await readFiles()).toEqual(before)
  await storage.close()
  expect(await readFiles()).toEqual(before)
}

test('a store that the keys cannot open stays unchanged, byte for byte', async () => {
  await fillStore()
  await expectRefusal(newKeys(), WrongVaultKeysError)
  await expectRefusal(newKeys('other'), WrongVaultKeysError)
  const again = open(keys)
  await again.ready()
  await again.close()
})

test('a store of a newer version stays unchanged, byte for byte', async () => {
  await fillStore()
  const newer = open(keys)
  const second = {
    up: (db: { schema: Storage['db']['schema'] }) =>
      db.schema.createTable('later').addColumn('id', 'text').execute(),
  }
  const migrations = { ...currentSchema.migrations, '0002-second': second }
  await migrate(newer.db, { migrations, needs: '0002-second' })
  await newer.close()
  await expectRefusal(keys, UnusableStoreError)
})

test('a command with wrong keys or without keys leaves the folder unchanged', async () => {
  await fillStore()
  const before = await readFiles()
  const migrateWith = (vaultKeys: string) =>
    runAdmin(['migrate'], { ...process.env, DATA_DIR: dataDir, VAULT_KEYS: vaultKeys })
  const wrong = await migrateWith(newKeys())
  expect(wrong).toMatchObject({
    status: 1,
    said: expect.stringMatching(/^VAULT_KEYS: the key "k1"/),
  })
  expect(await readFiles()).toEqual(before)
  const none = await migrateWith('')
  expect(none).toMatchObject({ status: 1, said: expect.stringMatching(/^VAULT_KEYS is missing: /) })
  expect(await readFiles()).toEqual(before)
}, 60_000)
