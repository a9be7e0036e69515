import { createSign, generateKeyPair, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'

const generate = promisify(generateKeyPair)
const keyId = 'sandbox'
let keyPair: Promise<{ publicKey: KeyObject; privateKey: KeyObject }> | undefined

function signingKeys() {
  keyPair ??= generate('rsa', { modulusLength: 2048 })
  return keyPair
}

const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

/** Returns a JWT as Google issues it, signed with a key that this process generates. `typ` is the type in its header. */
export async function signToken(typ: string, claims: Record<string, unknown>): Promise<string> {
  const { privateKey } = await signingKeys()
  const unsigned = `${encode({ alg: 'RS256', kid: keyId, typ })}.${encode(claims)}`
  return `${unsigned}.${createSign('RSA-SHA256').update(unsigned).sign(privateKey, 'base64url')}`
}

/**
 * Returns the answer of `https://www.googleapis.com/oauth2/v1/certs`, by key id. Where Google answers certificates, the
 * sandbox answers its public key, also in PEM.
 */
export async function certificates(): Promise<Record<string, string>> {
  const { publicKey } = await signingKeys()
  return { [keyId]: publicKey.export({ type: 'spki', format: 'pem' }).toString() }
}

/** Returns the answer of `https://www.googleapis.com/oauth2/v3/certs`: the public key as a JWK set. */
export async function keySet() {
  const { publicKey } = await signingKeys()
  return {
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid: keyId, alg: 'RS256', use: 'sig' }],
  }
}
