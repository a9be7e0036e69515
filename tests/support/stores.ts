import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, describe, inject } from 'vitest'
import { openStorage, type Storage } from '@/lib/storage/database'

export type OpenStore = () => Promise<Storage>

/** A database of PostgreSQL, or without a URL the SQLite file in the folder `dataDir`. */
export type TestDatabase = { databaseUrl?: string; dataDir: string }

/** Creates an empty database that several processes can open. */
export type NewDatabase = () => Promise<TestDatabase>

async function temporaryFolder() {
  const dataDir = await mkdtemp(join(tmpdir(), 'miteos-store-'))
  return { dataDir, remove: () => rm(dataDir, { recursive: true, force: true }) }
}

async function asAdministrator(statement: string) {
  const client = new pg.Client({ connectionString: inject('postgresUrl') })
  await client.connect()
  await client.query(statement)
  await client.end()
}

interface Created {
  database: TestDatabase
  /** Removes the store. `isInUse` removes it although a process is still connected. */
  remove: (isInUse?: boolean) => Promise<void>
}

async function sqlite(): Promise<Created> {
  const { dataDir, remove } = await temporaryFolder()
  return { database: { dataDir }, remove }
}

async function postgres(isMigrated: boolean): Promise<Created> {
  const { dataDir, remove } = await temporaryFolder()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const template = isMigrated ? inject('migratedDatabase') : 'template1'
  await asAdministrator(`create database ${name} template ${template}`)
  const url = new URL(inject('postgresUrl'))
  url.pathname = name
  return {
    database: { databaseUrl: url.href, dataDir },
    async remove(isInUse = false) {
      await asAdministrator(`drop database ${name}${isInUse ? ' with (force)' : ''}`)
      await remove()
    },
  }
}

/**
 * Runs the same tests on SQLite and on PostgreSQL. Each call of `openStore` opens a new migrated store, which
 * is closed and removed when the tests of that database are done.
 */
export function describeOnBothStores(
  name: string,
  tests: (openStore: OpenStore, newDatabase: NewDatabase) => void | Promise<void>,
) {
  for (const [kind, create] of Object.entries({ SQLite: sqlite, PostgreSQL: postgres })) {
    describe(`${name}, on ${kind}`, () => {
      const cleanups: (() => Promise<void>)[] = []
      afterAll(async () => {
        for (const cleanup of cleanups.reverse()) await cleanup()
      })
      const newDatabase = async () => {
        const { database, remove } = await create(false)
        cleanups.push(() => remove(true))
        return database
      }
      const openStore = async () => {
        const { database, remove } = await create(true)
        const storage = openStorage({
          ...database,
          onIdleError: (error) => {
            throw error
          },
        })
        cleanups.push(() => storage.close().then(() => remove()))
        await storage.ready()
        return storage
      }
      return tests(openStore, newDatabase)
    })
  }
}
