import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

const algorithm = 'aes-256-gcm'
const authTagBytes = 16

export interface Keyring {
  /**
   * Encrypts with the first key. `identity` names the row that the secret belongs to: the result cannot be
   * opened with the identity of another row.
   */
  seal: (secret: string, identity: readonly string[]) => string
  /** Decrypts. Throws when the key is missing, the value was changed, or `identity` differs. */
  open: (sealed: string, identity: readonly string[]) => string
  /**
   * Derives a secret for a purpose from each key, and returns that of the current key first. Every
   * server with the same keys derives the same secrets. A secret reveals nothing about its key.
   */
  derive: (purpose: readonly string[]) => readonly [string, ...string[]]
  /** The id of the key that `seal` uses. */
  currentKeyId: string
}

function associatedData(keyId: string, identity: readonly string[]): Buffer {
  return Buffer.from(JSON.stringify(['v1', keyId, ...identity]))
}

function parseKey(entry: string): [keyId: string, key: Buffer] {
  const separator = entry.indexOf(':')
  const keyId = entry.slice(0, separator)
  const key = Buffer.from(entry.slice(separator + 1), 'base64')
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(keyId) || key.length !== 32) {
    throw new Error('VAULT_KEYS must be kid:base64, of 32 bytes each, separated by commas.')
  }
  return [keyId, key]
}

/**
 * Creates a keyring that seals with AES-256-GCM and a new 96-bit nonce for each value. The envelope
 * is `v1.<kid>.<iv>.<ct+tag>`.
 *
 * @param keys `kid:base64,kid:base64`, 32 bytes each. The first key seals, all of them open
 * @throws {Error} with a message for the operator, when the keys have another form
 */
export function createKeyring(keys: string): Keyring {
  const entries = keys.split(',').map((entry) => parseKey(entry.trim()))
  const ring = new Map(entries)
  const [current] = entries
  if (!current || ring.size < entries.length) throw new Error('VAULT_KEYS holds one key id twice.')
  const [currentKeyId, currentKey] = current

  return {
    currentKeyId,
    derive(purpose) {
      const info = JSON.stringify(['derived', ...purpose])
      const deriveFrom = (key: Buffer) =>
        Buffer.from(hkdfSync('sha256', key, '', info, 32)).toString('base64url')
      const [, ...otherKeys] = [...ring.values()]
      return [deriveFrom(currentKey), ...otherKeys.map(deriveFrom)]
    },
    seal(secret, identity) {
      const iv = randomBytes(12)
      const cipher = createCipheriv(algorithm, currentKey, iv)
      cipher.setAAD(associatedData(currentKeyId, identity))
      const sealed = Buffer.concat([
        cipher.update(secret, 'utf8'),
        cipher.final(),
        cipher.getAuthTag(),
      ])
      return ['v1', currentKeyId, iv.toString('base64url'), sealed.toString('base64url')].join('.')
    },
    open(envelope, identity) {
      const [version, keyId = '', iv = '', ciphertext = ''] = envelope.split('.')
      const key = ring.get(keyId)
      if (version !== 'v1' || !key)
        throw new Error(`no key can open a value sealed with "${keyId}"`)
      const bytes = Buffer.from(ciphertext, 'base64url')
      const decipher = createDecipheriv(algorithm, key, Buffer.from(iv, 'base64url'), {
        authTagLength: authTagBytes,
      })
      decipher.setAAD(associatedData(keyId, identity))
      decipher.setAuthTag(bytes.subarray(-authTagBytes))
      return Buffer.concat([
        decipher.update(bytes.subarray(0, -authTagBytes)),
        decipher.final(),
      ]).toString('utf8')
    },
  }
}
