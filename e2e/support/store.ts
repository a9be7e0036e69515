import Database from 'libsql'
import { sqliteFile } from '@/lib/storage/sqlite-file'

/** Returns the folder with the data of the server under test. */
export function serverDataDir(): string {
  const { E2E_DATA_DIR: dataDir } = process.env
  if (!dataDir) throw new Error('E2E_DATA_DIR is not set, so no server is known')
  return dataDir
}

/**
 * Runs statements in one transaction on the store of the server under test. When the server is writing, the transaction waits
 * up to 20 s for the write to end.
 */
export function changeStore<T>(change: (database: Database.Database) => T): T {
  const database = new Database(sqliteFile(serverDataDir()))
  try {
    database.pragma('busy_timeout = 20000')
    return database.transaction(() => change(database)).immediate()
  } finally {
    database.close()
  }
}
