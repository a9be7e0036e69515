import { createLocalJWKSet } from 'jose'
import { z } from 'zod'
import type { KnownServiceAndEnvironment } from '../core/known-service-and-environment'
import { ask, expectShape } from '../providers/ask'
import type { ProviderClient } from '../providers/provider'
import { ProviderError } from '../providers/provider-error'

/** One of our registrations at Google. */
export interface Registration extends KnownServiceAndEnvironment {
  client: ProviderClient
}

/** The keys with which Google signs its security event tokens. */
export interface SignerKeys {
  issuer: string
  findKey: ReturnType<typeof createLocalJWKSet>
}

/**
 * Returns the keys, which were read less than `maxAgeMs` ago if possible. When Google does not
 * answer, returns the keys that were read before, or throws `ProviderError` when there are none.
 * For each registration, Google is asked once a minute at most.
 */
export type GoogleKeys = (registration: Registration, maxAgeMs: number) => Promise<SignerKeys>

/** The keys of one registration. Times are in milliseconds since 1970. */
interface CachedKeys {
  /** The keys that were read last. Absent when none were read yet. */
  keys?: SignerKeys
  readAt: number
  /** When Google was asked last. */
  askedAt: number
  /** The keys from the answer to that request. */
  reading: Promise<SignerKeys>
}

const discoveryUrl = 'https://accounts.google.com/.well-known/risc-configuration'
const configurationSchema = z.object({
  issuer: z.string().min(1),
  jwks_uri: z.url({ protocol: /^https?$/ }),
})
const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })
/** The time between two requests to Google for the keys of one registration. */
const pauseMs = 60_000

async function readJson<Shape>(
  { service, client }: Registration,
  url: string,
  schema: z.ZodType<Shape>,
): Promise<Shape> {
  const { status, body } = await ask(service, client, { method: 'GET', url })
  if (status !== 200) throw new ProviderError(service, 'malformed', 'unexpected_status')
  return expectShape(service, schema, body)
}

/**
 * Returns whether keys from the URL can be trusted: it uses TLS, or is at the configured origin
 * that replaces Google.
 */
function isTrusted({ client }: Registration, url: string): boolean {
  const { protocol, origin } = client.urlFor(url)
  return protocol === 'https:' || origin === client.urlFor(discoveryUrl).origin
}

async function readKeys(registration: Registration): Promise<SignerKeys> {
  const { issuer, jwks_uri } = await readJson(registration, discoveryUrl, configurationSchema)
  if (!isTrusted(registration, jwks_uri))
    throw new ProviderError(registration.service, 'malformed', 'unexpected_address')
  const keySet = await readJson(registration, jwks_uri, keySetSchema)
  return { issuer, findKey: createLocalJWKSet(keySet) }
}

/**
 * Creates the function that reads and caches the keys to which Google's discovery document leads.
 */
export function createGoogleKeys(now: () => number): GoogleKeys {
  const cache = new Map<string, CachedKeys>()

  function readAgain(registration: Registration, before: CachedKeys | undefined): CachedKeys {
    const reading = readKeys(registration)
    const current: CachedKeys = { readAt: 0, ...before, askedAt: now(), reading }
    reading.then(
      (keys) => Object.assign(current, { keys, readAt: now() }),
      () => {},
    )
    return current
  }

  return async (registration, maxAgeMs) => {
    const name = `${registration.service} ${registration.environment}`
    const before = cache.get(name)
    const isFresh = before?.keys !== undefined && before.readAt + maxAgeMs > now()
    const wasAskedJustNow = before !== undefined && before.askedAt + pauseMs > now()
    const current = isFresh || wasAskedJustNow ? before : readAgain(registration, before)
    cache.set(name, current)
    if (isFresh && current.keys) return current.keys
    try {
      return await current.reading
    } catch (error) {
      if (current.keys && error instanceof ProviderError) return current.keys
      throw error
    }
  }
}
