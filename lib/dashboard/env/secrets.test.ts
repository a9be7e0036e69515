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

test('secrets that were not given are made once, strong, and readable by us alone', () => {
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

test('keys are not made anew beside a store that others have sealed, and nothing is written', () => {
  writeFileSync(join(folder, 'miteos.db'), 'a store')
  expect(() => read(folder)).toThrow(/^VAULT_KEYS is missing: .+ restore that file from a backup/)
  expect(readdirSync(folder)).toEqual(['miteos.db'])
})

test('a secret for sessions is not made before somebody asks for it', () => {
  readSecrets(parseEnv({ DATA_DIR: folder }))
  expect(readdirSync(folder)).toEqual(['vault-keys'])
})

test('a DATA_DIR that cannot be used is named', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => read(join(folder, 'file'))).toThrow(/^DATA_DIR cannot keep/)
})
