import { randomBytes } from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { makeDataFolder } from '@/lib/storage/data-folder'
import { ConfigurationError } from './configuration-error'
import type { Env } from './env'

export interface Secrets {
  nextAuthSecret: string
  vaultKeys: string
}

function readExisting(path: string): string | null {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null
    throw error
  }
}

/** Whole or not at all, and by the first of several processes only: a file is linked into place. */
function createOnce(path: string, secret: string): string {
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

function generated(dataDir: string, name: string, generate: () => string): string {
  const path = join(dataDir, name)
  try {
    makeDataFolder(dataDir)
    const secret = readExisting(path) ?? createOnce(path, generate())
    if (secret !== '') return secret
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : 'unknown reason'
    throw new ConfigurationError(`DATA_DIR cannot keep ${name}: ${reason}.`, { cause })
  }
  throw new ConfigurationError(`DATA_DIR holds an empty ${name}; restore it from a backup.`)
}

/** The secrets that were given, or those of `DATA_DIR`, made there once and readable by us alone. */
export function readSecrets(env: Env): Secrets {
  return {
    nextAuthSecret:
      env.nextAuthSecret ??
      generated(env.dataDir, 'nextauth-secret', () => randomBytes(48).toString('base64url')),
    vaultKeys:
      env.vaultKeys ??
      generated(env.dataDir, 'vault-keys', () => `k1:${randomBytes(32).toString('base64')}`),
  }
}
