import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeDataFolder } from '@/lib/storage/data-folder'
import { sqliteFile } from '@/lib/storage/sqlite-file'
import { ConfigurationError } from './configuration-error'
import type { Env } from './env'

export interface Secrets {
  vaultKeys: string
  /**
   * Returns the secret. The first call creates it when there is none. The secret is not created earlier, so
   * that nothing is written when the store cannot be used.
   */
  nextAuthSecret: () => string
}

function readExisting(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/**
 * Writes a file with a secret and returns the secret in it. The file is written under another name and then
 * linked, so that it is always complete. When several processes do this at once, all return the secret of the
 * first one.
 */
function createOncePerForm(path: string, secret: string): string {
  const draft = `${path}.${randomBytes(6).toString('hex')}`
  writeFileSync(draft, `${secret}\n`, { mode: 0o600, flag: 'wx', flush: true })
  try {
    linkSync(draft, path)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  } finally {
    rmSync(draft)
  }
  return readFileSync(path, 'utf8').trim()
}

function readOrGenerate(dataDir: string, name: string, generate: () => string): string {
  const path = join(dataDir, name)
  try {
    makeDataFolder(dataDir)
    const secret = readExisting(path) ?? createOncePerForm(path, generate())
    if (secret !== '') return secret
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown reason'
    throw new ConfigurationError(`DATA_DIR cannot keep ${name}: ${reason}.`, { cause })
  }
  throw new ConfigurationError(`DATA_DIR holds an empty ${name}; restore it from a backup.`)
}

/**
 * Throws when a store exists without its keys, because new keys cannot open the values that the old keys
 * sealed.
 */
function refuseStoreWithoutKeys(dataDir: string): void {
  const store = sqliteFile(dataDir)
  const hasStore = existsSync(store) && statSync(store).size > 0
  if (!hasStore || existsSync(join(dataDir, 'vault-keys'))) return
  throw new ConfigurationError(
    'VAULT_KEYS is missing: DATA_DIR holds a store, but no vault-keys to open it with; restore that file from a backup. Nothing was changed.',
  )
}

/**
 * Returns the configured secrets, or those in `DATA_DIR`, which are created once and readable by this user only.
 *
 * @throws {ConfigurationError} when they cannot be created or read, or when the keys of an existing store are missing
 */
export function readSecrets({ dataDir, vaultKeys, nextAuthSecret }: Env): Secrets {
  if (vaultKeys === undefined) refuseStoreWithoutKeys(dataDir)
  const random = (bytes: number, encoding: BufferEncoding) => randomBytes(bytes).toString(encoding)
  let secret = nextAuthSecret
  return {
    vaultKeys:
      vaultKeys ?? readOrGenerate(dataDir, 'vault-keys', () => `k1:${random(32, 'base64')}`),
    nextAuthSecret() {
      secret ??= readOrGenerate(dataDir, 'nextauth-secret', () => random(48, 'base64url'))
      return secret
    },
  }
}
