import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createKeyring } from '@/lib/storage/keyring'
import { parseEnv } from './env'
import { readSecrets } from './secrets'
import { weaknessOfKeys, weaknessOfSecret } from './weak-secret'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'miteos-secrets-'))
})
afterEach(() => rmSync(folder, { recursive: true }))

const read = (dataDir: string) => {
  const { vaultKeys, nextAuthSecret } = readSecrets(parseEnv({ DATA_DIR: dataDir }))
  return { vaultKeys, nextAuthSecret: nextAuthSecret() }
}

test('missing secrets are created once, are strong, and are readable by this user only', () => {
  const dataDir = join(folder, 'data')
  const made = read(dataDir)
  expect(read(dataDir)).toEqual(made)
  expect(weaknessOfSecret(made.nextAuthSecret)).toBeNull()
  expect(weaknessOfKeys(made.vaultKeys)).toBeNull()
  expect(() => createKeyring(made.vaultKeys)).not.toThrow()
  for (const name of readdirSync(dataDir)) {
    expect(statSync(join(dataDir, name)).mode & 0o777).toBe(0o600)
  }
  expect(readdirSync(dataDir).sort()).toEqual(['nextauth-secret', 'vault-keys'])
})

test('an empty secret in DATA_DIR is not replaced', () => {
  writeFileSync(join(folder, 'vault-keys'), '')
  expect(() => read(folder)).toThrow(/DATA_DIR holds an empty vault-keys/)
})

test('no keys are created beside a store that was sealed with other keys, and nothing is written', () => {
  writeFileSync(join(folder, 'miteos.db'), 'a store')
  expect(() => read(folder)).toThrow(/^VAULT_KEYS is missing: .+ restore that file from a backup/)
  expect(readdirSync(folder)).toEqual(['miteos.db'])
})

test('the secret for sessions is not created before it is needed', () => {
  readSecrets(parseEnv({ DATA_DIR: folder }))
  expect(readdirSync(folder)).toEqual(['vault-keys'])
})

test('the error for an unusable DATA_DIR names the variable', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => read(join(folder, 'file'))).toThrow(/^DATA_DIR cannot keep/)
})
