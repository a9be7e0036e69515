import { randomBytes } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { createKeyring } from './keyring'

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`
const identity = ['integrations', 'credential', 'int_1', 'acct_1', 'test', 'slack']

describe('a sealed value', () => {
  const keyring = createKeyring(newKey('k1'))
  const sealed = keyring.seal('secret', identity)

  test('opens with the identity that it was sealed with, and contains the id of its key', () => {
    expect(keyring.open(sealed, identity)).toBe('secret')
    expect(sealed).toMatch(/^v1\.k1\.[\w-]{16}\.[\w-]+$/)
    expect(sealed).not.toContain(Buffer.from('secret').toString('base64url'))
  })

  test('does not open for another row, column, account, environment or service', () => {
    for (const index of identity.keys()) {
      const other = identity.with(index, 'other')
      expect(() => keyring.open(sealed, other)).toThrow()
    }
    expect(() => keyring.open(sealed, [...identity, ''])).toThrow()
  })

  test('has a nonce of its own', () => {
    const nonces = Array.from(
      { length: 2000 },
      () => keyring.seal('secret', identity).split('.')[2],
    )
    expect(new Set(nonces).size).toBe(2000)
  })

  test('does not open when it is changed, cut short, or under another key id', () => {
    const [version, id, nonce, text = ''] = sealed.split('.')
    const changed = `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`
    for (const wrong of [
      [version, id, nonce, changed],
      [version, id, nonce, text.slice(0, -2)],
      [version, id, nonce, text.slice(0, 8)],
      [version, id, nonce, ''],
      [version, 'k2', nonce, text],
      ['v2', id, nonce, text],
      [],
    ]) {
      expect(() => keyring.open(wrong.join('.'), identity)).toThrow()
    }
    const both = createKeyring(`${newKey('k2')},${newKey('k1')}`)
    expect(() => both.open(sealed, identity)).toThrow()
  })
})

test('the first key is used for writing, and every key for reading', () => {
  const [old, fresh] = [newKey('old'), newKey('fresh')]
  const sealed = createKeyring(old).seal('secret', identity)
  const both = createKeyring(`${fresh}, ${old}`)
  expect(both.open(sealed, identity)).toBe('secret')
  expect(both.currentKeyId).toBe('fresh')
  expect(createKeyring(fresh).open(both.seal('secret', identity), identity)).toBe('secret')
})

test('every keyring with a key derives the same secret from it, and another one for another purpose', () => {
  const [old, fresh] = [newKey('old'), newKey('fresh')]
  const [derived] = createKeyring(old).derive(['hook', '1'])
  expect(derived).toMatch(/^[\w-]{43}$/)
  const both = createKeyring(`${fresh},${old}`)
  expect(both.derive(['hook', '1'])).toEqual([expect.not.stringContaining(derived), derived])
  expect(both.derive(['hook', '2'])).not.toContain(derived)
  expect(both.derive(['hook1'])).not.toContain(derived)
})

test.each([
  ['no content', ''],
  ['a key without an id', randomBytes(32).toString('base64')],
  ['an invalid id', newKey('a.b')],
  ['a short key', `k1:${randomBytes(16).toString('base64')}`],
  ['one id twice', `${newKey('k1')},${newKey('k1')}`],
])('keys with %s are refused with an error that names VAULT_KEYS', (_, keys) => {
  expect(() => createKeyring(keys)).toThrow(/^VAULT_KEYS /)
})
