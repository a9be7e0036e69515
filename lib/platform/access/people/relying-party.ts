import type { WebAuthnCredential } from '@simplewebauthn/server'
import { z } from 'zod'

/** The public half of a passkey. */
export interface PublicPasskey {
  /** The id that the authenticator gave to the passkey, in base64url. */
  id: string
  /** A COSE key in base64url. */
  publicKey: string
  /** The signature counter that the authenticator reported last. It stays 0 in an authenticator that does not count. */
  counter: number
  /** The ways to reach the authenticator, such as `internal`. */
  transports: readonly string[]
}

const credentialIdSchema = z
  .string()
  .max(1400)
  .regex(/^[\w-]+$/)
const answerSchema = z.looseObject({ id: credentialIdSchema })

/** Returns the id of the passkey in the answer of an authenticator, or null when the text is no such answer. */
export function credentialIdIn(response: string): string | null {
  try {
    return answerSchema.parse(JSON.parse(response)).id
  } catch {
    return null
  }
}

/** Loads the library when the first passkey is used, because it is large and most processes never need it. */
const library = () => import('@simplewebauthn/server')

/** A person must unlock the authenticator, so that the passkey alone is enough to sign in. */
const userVerification = 'required'

/**
 * Creates the server's half of WebAuthn (https://www.w3.org/TR/webauthn-3/). Passkeys belong to the host of `appUrl`, and an
 * answer that was made for another origin is refused.
 */
export function createRelyingParty(appUrl: string) {
  const { hostname: rpID, origin } = new URL(appUrl)
  const expected = { expectedOrigin: origin, expectedRPID: rpID, requireUserVerification: true }

  return {
    async optionsToSignIn() {
      const { generateAuthenticationOptions } = await library()
      return generateAuthenticationOptions({ rpID, userVerification })
    },
    /** @param knownIds the ids of the passkeys that the person has; an authenticator that has one of them creates no other */
    async optionsToCreate(
      { handle, name }: { handle: Buffer; name: string },
      knownIds: readonly string[],
    ) {
      const { generateRegistrationOptions } = await library()
      return generateRegistrationOptions({
        rpName: 'Miteos',
        rpID,
        userID: new Uint8Array(handle),
        userName: name,
        userDisplayName: name,
        attestationType: 'none',
        excludeCredentials: knownIds.map((id) => ({ id })),
        authenticatorSelection: { residentKey: 'required', userVerification },
      })
    },
    /** Returns the signature counter in the answer, or null when the answer is not valid. */
    async checkSignIn(
      response: string,
      expectedChallenge: string,
      { id, publicKey, counter }: Omit<PublicPasskey, 'transports'>,
    ): Promise<number | null> {
      const { verifyAuthenticationResponse } = await library()
      const credential: WebAuthnCredential = {
        id,
        publicKey: new Uint8Array(Buffer.from(publicKey, 'base64url')),
        counter,
      }
      try {
        const { verified, authenticationInfo } = await verifyAuthenticationResponse({
          response: JSON.parse(response),
          expectedChallenge,
          credential,
          ...expected,
        })
        return verified ? authenticationInfo.newCounter : null
      } catch {
        return null
      }
    },
    /** Returns the new passkey, or null when the answer is not valid. */
    async checkCreated(response: string, expectedChallenge: string): Promise<PublicPasskey | null> {
      const { verifyRegistrationResponse } = await library()
      try {
        const { verified, registrationInfo } = await verifyRegistrationResponse({
          response: JSON.parse(response),
          expectedChallenge,
          ...expected,
        })
        if (!verified) return null
        const { id, publicKey, counter, transports = [] } = registrationInfo.credential
        const key = Buffer.from(publicKey).toString('base64url')
        return { id: credentialIdSchema.parse(id), publicKey: key, counter, transports }
      } catch {
        return null
      }
    },
  }
}
