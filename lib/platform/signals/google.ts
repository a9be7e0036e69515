import { compactVerify, decodeJwt, errors } from 'jose'
import type { Environment } from '@/lib/contract/api/role'
import type { Clients } from '../oauth/client'
import { providers } from '../providers'
import { parseJsonObject } from '../providers/json-object'
import { ProviderError } from '../providers/provider-error'
import { type SecurityEventToken, securityEventTokenSchema, subjectsIn } from './google-events'
import type { GoogleKeys, Registration, SignerKeys } from './google-keys'
import { nothingToDo, type Receiver } from './receiver'

const googleServices = ['gmail', 'google_ads'] as const
const environments = ['live', 'test'] as const

/** A token may be this old: as long as its id is kept, so that no token is followed twice. */
export const longestTokenAgeMs = 30 * 24 * 60 * 60_000
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
 * https://developers.google.com/identity/protocols/risc). The body of a request is one signed token. It tells what has
 * happened once, so it does not expire: `exp` means nothing in it.
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

  async function verify(token: string, registration: Registration) {
    const keys = await keysOf(registration, keysLifetimeMs)
    const verified = await openToken(token, keys)
    if (verified !== 'unknown_key') return verified
    const newerKeys = await keysOf(registration, 0)
    const verifiedAgain = await openToken(token, newerKeys)
    return verifiedAgain === 'unknown_key' ? undefined : verifiedAgain
  }

  const isOfItsTime = ({ iat }: SecurityEventToken) =>
    iat * 1000 <= now() + clockToleranceMs && iat * 1000 > now() - longestTokenAgeMs

  /** Returns the content of a token that the keys of one of our registrations in the environment have signed. */
  async function contentFrom(token: string, audience: readonly string[], environment: Environment) {
    const failures: ProviderError[] = []
    for (const registration of registrationsIn(environment)) {
      if (!audience.includes(registration.client.id)) continue
      try {
        const content = await verify(token, registration)
        if (content && isOfItsTime(content)) return content
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
        const content = await contentFrom(token, audience, environment)
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

/** Returns for whom a token says it is, before anything is verified. Empty for a text that is no token. */
function audienceOf(token: string): string[] {
  try {
    return [decodeJwt(token).aud ?? []].flat()
  } catch (error) {
    if (error instanceof errors.JOSEError) return []
    throw error
  }
}

/** Returns the content of a token that the keys have signed, and `undefined` for every other token. */
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
