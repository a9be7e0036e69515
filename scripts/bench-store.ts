import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toolNames } from '@/lib/contract/services/catalogue'
import { sealCredential } from '@/lib/platform/grants/vault/vault'
import { openStorage, type Storage } from '@/lib/storage/database'
import { createKeyring } from '@/lib/storage/keyring'
import { startPostgres } from '@/tests/support/postgres-server'

const rowsPerStatement = 500

/** A store for a benchmark, and the environment with which servers use it. */
export interface BenchStore {
  name: string
  storage: Storage
  dataDir: string
  env: Record<string, string>
  vaultKeys: string
  remove: () => Promise<void>
}

/** Creates an empty store: a SQLite file, or a database of a new PostgreSQL server. */
export async function createBenchStore(kind: 'SQLite' | 'PostgreSQL'): Promise<BenchStore> {
  const dataDir = await mkdtemp(join(tmpdir(), 'miteos-bench-'))
  const postgres = kind === 'PostgreSQL' ? await startPostgres() : undefined
  const vaultKeys = `k1:${randomBytes(32).toString('base64')}`
  const databaseUrl = postgres?.url
  const storage = openStorage({ dataDir, databaseUrl, onIdleError: () => {} })
  await storage.ready()
  return {
    name: kind,
    storage,
    dataDir,
    vaultKeys,
    env: {
      VAULT_KEYS: vaultKeys,
      NEXTAUTH_SECRET: randomBytes(32).toString('base64'),
      ...(databaseUrl && { DATABASE_URL: databaseUrl }),
    },
    async remove() {
      await storage.close()
      await postgres?.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** Adds live Telegram bots of an account of their own. Their next checks are planned for tomorrow. */
export async function insertBots({ storage, vaultKeys }: BenchStore, count: number): Promise<void> {
  const keyring = createKeyring(vaultKeys)
  const tomorrow = Date.now() + 24 * 60 * 60_000
  await storage.db
    .insertInto('accounts')
    .values({ id: 'acct_bench', name: 'bench', created_at: Date.now() })
    .execute()
  const rows = Array.from({ length: count }, (_, number) => {
    const bot = String(1_000_000 + number)
    const identity = {
      id: `int_bench${bot}`,
      account_id: 'acct_bench',
      environment: 'live',
      service: 'telegram',
    }
    const credential = { accessToken: `${bot}:${'a'.repeat(35)}`, scopes: [], details: {} }
    return {
      ...identity,
      external_id: bot,
      grant_owner: bot,
      account_name: `bot_${bot}`,
      status: 'connected',
      connected_at: Date.now(),
      checked_at: Date.now(),
      scopes: '[]',
      available_tools: JSON.stringify(toolNames('telegram')),
      credential: sealCredential(keyring, credential, identity),
      credential_version: 1,
      next_check_at: tomorrow,
    }
  })
  for (let from = 0; from < count; from += rowsPerStatement) {
    const some = rows.slice(from, from + rowsPerStatement)
    await storage.db.insertInto('integrations').values(some).execute()
  }
}
