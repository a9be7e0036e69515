import { compactVerify, decodeJwt, errors } from 'jose'
import type { Environment } from '@/lib/contract/api/role'
import type { Clients } from '../oauth/client'
import { parseJsonObject } from '../providers/json-object'
import { ProviderError } from '../providers/provider-error'
import { providers } from '../providers/registry'
import { type SecurityEventToken, securityEventTokenSchema, subjectsIn } from './google-events'
import type { GoogleKeys, Registration, SignerKeys } from './google-keys'
import { nothingToDo, type Receiver } from './receiver'

const googleServices = ['gmail', 'google_ads'] as const
const environments = ['live', 'test'] as const

/**
 * A token may be this old. The ids of received tokens are stored for as long, so that no token is
 * accepted twice.
 */
export const maxTokenAgeMs = 30 * 24 * 60 * 60_000
const clockToleranceMs = 5 * 60_000
const keysLifetimeMs = 60 * 60_000

const withoutSlash = (issuer: string) => issuer.replace(/\/$/, '')

interface GoogleContext {
  clients: Clients
  keysOf: GoogleKeys
  now: () => number
}

/**
 * Creates the receiver of Google's security event tokens (Cross-Account Protection, RISC;
 * https://developers.google.com/identity/protocols/risc). The body of a request is one signed
 * token. The token reports an event and does not expire, so `exp` is ignored.
 */
export function createGoogleReceiver({ clients, keysOf, now }: GoogleContext): Receiver {
  const registrationsIn = (environment: Environment): Registration[] =>
    googleServices.flatMap((service) => {
      const client = clients(service, environment)
      return client ? [{ service, environment, client }] : []
    })

  /** Returns the services whose grants end together with those of the registration: those of its Cloud project. */
  function servicesOf({ service, environment, client }: Registration) {
    const projectOf = providers[service].registrationOf ?? ((id: string) => id)
    return registrationsIn(environment)
      .filter((other) => projectOf(other.client.id) === projectOf(client.id))
      .map((other) => other.service)
  }

  /**
   * Returns the content of a token. When the token was signed with an unknown key, reads the keys
   * again first.
   */
  async function verify(token: string, registration: Registration) {
    const keys = await keysOf(registration, keysLifetimeMs)
    const verified = await openToken(token, keys)
    if (verified !== 'unknown_key') return verified
    const newerKeys = await keysOf(registration, 0)
    const verifiedAgain = await openToken(token, newerKeys)
    return verifiedAgain === 'unknown_key' ? undefined : verifiedAgain
  }

  const isRecentEnough = ({ iat }: SecurityEventToken) =>
    iat * 1000 <= now() + clockToleranceMs && iat * 1000 > now() - maxTokenAgeMs

  /**
   * Returns the content of a token that Google has signed for one of our registrations in the
   * environment, or `undefined` when the token is not valid or too old. Throws `ProviderError` when
   * Google's keys cannot be read.
   */
  async function verifiedContent(
    token: string,
    audience: readonly string[],
    environment: Environment,
  ) {
    const failures: ProviderError[] = []
    for (const registration of registrationsIn(environment)) {
      if (!audience.includes(registration.client.id)) continue
      try {
        const content = await verify(token, registration)
        if (content && isRecentEnough(content)) return content
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        failures.push(error)
      }
    }
    if (failures[0]) throw failures[0]
    return undefined
  }

  return {
    isSetUp: registrationsIn('live').length > 0,
    async read({ body }) {
      const token = Buffer.from(body).toString().trim()
      const audience = audienceOf(token)
      for (const environment of environments) {
        const content = await verifiedContent(token, audience, environment)
        if (!content) continue
        const services = registrationsIn(environment)
          .filter(({ client }) => audience.includes(client.id))
          .flatMap(servicesOf)
        const subjects = subjectsIn(content, [...new Set(services)])
        if (subjects.accounts.length + subjects.tokens.length === 0) return nothingToDo
        return { environment, eventId: content.jti, ...subjects }
      }
      return undefined
    },
  }
}

/**
 * Returns the audience (`aud`) that a token claims, before the token is verified. Empty when the
 * text is not a token.
 */
function audienceOf(token: string): string[] {
  try {
    return [decodeJwt(token).aud ?? []].flat()
  } catch (error) {
    if (error instanceof errors.JOSEError) return []
    throw error
  }
}

/**
 * Returns the content of a token that one of the keys has signed. Returns `unknown_key` when the
 * token names another key, and `undefined` when the token is not valid.
 */
async function openToken(
  token: string,
  { issuer, findKey }: SignerKeys,
): Promise<SecurityEventToken | 'unknown_key' | undefined> {
  try {
    const { payload } = await compactVerify(token, findKey, { algorithms: ['RS256'] })
    const content = securityEventTokenSchema.safeParse(
      parseJsonObject(Buffer.from(payload).toString()),
    ).data
    return content && withoutSlash(content.iss) === withoutSlash(issuer) ? content : undefined
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey) return 'unknown_key'
    if (error instanceof errors.JOSEError) return undefined
    throw error
  }
}
