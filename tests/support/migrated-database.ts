import { tmpdir } from 'node:os'
import pg from 'pg'
import { openStorage } from '@/lib/storage/database'

const name = 'migrated'

/** Creates a database with the current schema, of which the stores of tests are copies, and returns its name. */
export async function createMigratedDatabase(serverUrl: string): Promise<string> {
  const client = new pg.Client({ connectionString: serverUrl })
  await client.connect()
  await client.query(`create database ${name}`)
  await client.end()
  const url = new URL(serverUrl)
  url.pathname = name
  const storage = openStorage({
    databaseUrl: url.href,
    dataDir: tmpdir(),
    onIdleError: (error) => {
      throw error
    },
  })
  await storage.ready()
  await storage.close()
  return name
}
