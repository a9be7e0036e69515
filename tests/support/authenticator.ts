import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto'

const bytesOf = (text: string) => Buffer.from(text)
const encoded = (bytes: Buffer) => bytes.toString('base64url')
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest()

/** Returns the head of a value of CBOR: its major type and its number (https://www.rfc-editor.org/rfc/rfc8949#section-3). */
function head(major: number, value: number): Buffer {
  const type = major << 5
  if (value < 24) return Buffer.from([type | value])
  if (value < 256) return Buffer.from([type | 24, value])
  return Buffer.from([type | 25, value >> 8, value & 0xff])
}

const integer = (value: number) => (value < 0 ? head(1, -1 - value) : head(0, value))
const byteString = (bytes: Buffer) => Buffer.concat([head(2, bytes.length), bytes])
const textString = (text: string) => Buffer.concat([head(3, bytesOf(text).length), bytesOf(text)])
const map = (...entries: [Buffer, Buffer][]) =>
  Buffer.concat([head(5, entries.length), ...entries.flat()])

/** Returns a public key of P-256 as COSE (https://www.rfc-editor.org/rfc/rfc9053#section-7.1). */
function coseKey(key: KeyObject): Buffer {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return map(
    [integer(1), integer(2)],
    [integer(3), integer(-7)],
    [integer(-1), integer(1)],
    [integer(-2), byteString(Buffer.from(x, 'base64url'))],
    [integer(-3), byteString(Buffer.from(y, 'base64url'))],
  )
}

const userPresent = 0x01
const userVerified = 0x04
const hasCredential = 0x40

interface Options {
  challenge: string
}

/** The ways in which an answer differs from that of a real authenticator and browser. */
export interface Forgery {
  origin?: string
  challenge?: string
  isUnverified?: boolean
  /** Signs with another key. */
  isForged?: boolean
}

/** A software authenticator with one passkey for a site, which answers as a browser sends it. */
export function createAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  const { hostname } = new URL(origin)
  let signatures = 0

  function clientData(type: string, { challenge }: Options, forgery: Forgery): Buffer {
    return bytesOf(
      JSON.stringify({
        type,
        challenge: forgery.challenge ?? challenge,
        origin: forgery.origin ?? origin,
      }),
    )
  }

  function authenticatorData(flags: number, more = Buffer.alloc(0)): Buffer {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(++signatures)
    return Buffer.concat([sha256(hostname), Buffer.from([flags]), counter, more])
  }

  const flagsOf = ({ isUnverified }: Forgery) => userPresent | (isUnverified ? 0 : userVerified)

  const answer = (response: object) =>
    JSON.stringify({
      id: encoded(id),
      rawId: encoded(id),
      type: 'public-key',
      clientExtensionResults: {},
      response,
    })

  return {
    /** The secret in the cookie of the browser in which the authenticator is used. */
    browserSecret: randomBytes(32).toString('base64url'),
    /** Creates the passkey. */
    create(options: Options, forgery: Forgery = {}): string {
      const length = Buffer.from([0, id.length])
      const credential = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)])
      const data = authenticatorData(flagsOf(forgery) | hasCredential, credential)
      const attestation = map(
        [textString('fmt'), textString('none')],
        [textString('attStmt'), map()],
        [textString('authData'), byteString(data)],
      )
      return answer({
        clientDataJSON: encoded(clientData('webauthn.create', options, forgery)),
        attestationObject: encoded(attestation),
        transports: ['internal'],
      })
    },
    /** Signs with the passkey. */
    use(options: Options, forgery: Forgery = {}): string {
      const data = authenticatorData(flagsOf(forgery))
      const client = clientData('webauthn.get', options, forgery)
      const key = forgery.isForged
        ? generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey
        : privateKey
      return answer({
        clientDataJSON: encoded(client),
        authenticatorData: encoded(data),
        signature: encoded(sign('sha256', Buffer.concat([data, sha256(client)]), key)),
      })
    },
  }
}

export type Authenticator = ReturnType<typeof createAuthenticator>
