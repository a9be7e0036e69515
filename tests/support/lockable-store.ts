import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { onTestFinished } from 'vitest'
import { openStorage } from '@/lib/storage/database'

/** Opens a SQLite store until the test is over. `lock` locks its file through another connection, as another process would. */
export async function lockableStore() {
  const dataDir = await mkdtemp(join(tmpdir(), 'miteos-locked-'))
  const storage = openStorage({ dataDir, onIdleError: () => {} })
  await storage.ready()
  const other = new Database(join(dataDir, 'miteos.db'))
  onTestFinished(async () => {
    await storage.close()
    other.close()
    await rm(dataDir, { recursive: true, force: true })
  })
  return {
    storage,
    lock: () => other.exec('begin immediate'),
    unlock: () => other.exec('commit'),
  }
}
