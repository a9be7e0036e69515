import { createHash, randomUUID } from 'node:crypto'
import { sandboxRegistrations } from '../../core/sandbox-registrations'
import type { Simulation } from '../simulation'
import { signToken } from './google-signing'
import type { GoogleService } from './google-token'
import type { SandboxCredential } from './vendor'

/** The issuer of security event tokens. Unlike the issuer of ID tokens it ends with a slash. */
export const eventIssuer = 'https://accounts.google.com/'
const eventTypes = 'https://schemas.openid.net/secevent/oauth/event-type'

/** Returns how an event names a refresh token: the SHA-512 of its SHA-512, in base64. */
function nameOf(refreshToken: string): string {
  const hash = createHash('sha512').update(refreshToken).digest()
  return createHash('sha512').update(hash).digest('base64')
}

/** Returns the event that a refresh token was revoked, or without a refresh token, that all tokens of the person were. */
function eventsOf(refreshToken: string | undefined, sub: string) {
  if (refreshToken === undefined) {
    const subject = { subject_type: 'iss-sub', iss: eventIssuer, sub }
    return { [`${eventTypes}/tokens-revoked`]: { subject } }
  }
  return {
    [`${eventTypes}/token-revoked`]: {
      subject: {
        subject_type: 'oauth_token',
        token_type: 'refresh_token',
        token_identifier_alg: 'hash_base64_sha512_sha512',
        token: nameOf(refreshToken),
      },
    },
  }
}

/**
 * Returns the request with which Google reports that a token was revoked: a signed security event token
 * (https://www.rfc-editor.org/rfc/rfc8417). Returns `undefined` when the sandbox has no such token.
 */
export async function googleSignal(
  simulation: Simulation,
  service: GoogleService,
  { accessToken, refreshToken }: SandboxCredential,
): Promise<Request | undefined> {
  const purpose = 'identity'
  const presented = await simulation.tokens.lookUp(service, accessToken, { purpose })
  if (!presented) return undefined
  const body = await signToken('secevent+jwt', {
    iss: eventIssuer,
    aud: sandboxRegistrations[service].id,
    iat: Math.floor(simulation.now() / 1000),
    jti: randomUUID(),
    events: eventsOf(refreshToken, presented.grant.accountId),
  })
  return new Request(`${simulation.appUrl}/signals/google`, {
    method: 'POST',
    headers: { 'content-type': 'application/secevent+jwt', accept: 'application/json' },
    body,
  })
}
