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

/** The keys with which Google signs what it tells us. */
export interface SignerKeys {
  issuer: string
  findKey: ReturnType<typeof createLocalJWKSet>
}

/**
 * Returns the keys, not older than `maxAgeMs`. When Google cannot be asked, returns the keys that it named before, or
 * throws `ProviderError` when there are none. Google is asked at most once a minute.
 */
export type GoogleKeys = (registration: Registration, maxAgeMs: number) => Promise<SignerKeys>

/** What is known of the keys of one registration. */
interface KeptKeys {
  keys?: SignerKeys
  readAt: number
  lookedAt: number
  look: Promise<SignerKeys>
}

const discoveryUrl = 'https://accounts.google.com/.well-known/risc-configuration'
const configurationSchema = z.object({
  issuer: z.string().min(1),
  jwks_uri: z.url({ protocol: /^https?$/ }),
})
const keySetSchema = z.object({ keys: z.array(z.looseObject({ kty: z.string() })) })
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

/** Returns whether keys may be read at the URL: over TLS, or at the configured origin that replaces all of Google. */
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

/** Creates the function that returns the keys which Google's discovery document names, and keeps them. */
export function createGoogleKeys(now: () => number): GoogleKeys {
  const kept = new Map<string, KeptKeys>()

  function lookAgain(registration: Registration, before: KeptKeys | undefined): KeptKeys {
    const look = readKeys(registration)
    const current: KeptKeys = { readAt: 0, ...before, lookedAt: now(), look }
    look.then(
      (keys) => Object.assign(current, { keys, readAt: now() }),
      () => {},
    )
    return current
  }

  return async (registration, maxAgeMs) => {
    const name = `${registration.service} ${registration.environment}`
    const before = kept.get(name)
    const isFresh = before?.keys !== undefined && before.readAt + maxAgeMs > now()
    const wasAskedJustNow = before !== undefined && before.lookedAt + pauseMs > now()
    const current = isFresh || wasAskedJustNow ? before : lookAgain(registration, before)
    kept.set(name, current)
    if (isFresh && current.keys) return current.keys
    try {
      return await current.look
    } catch (error) {
      if (current.keys && error instanceof ProviderError) return current.keys
      throw error
    }
  }
}
