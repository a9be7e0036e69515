import 'server-only'
import { z } from 'zod'
import { cookieName, readCookie, setCookieHeader } from '@/lib/http/cookies'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import type { Dashboard } from '../dashboard'

const name = 'miteos-sso'
const identity = ['way to the issuer']
/** How long a person may stay at the issuer. */
export const wayLifetimeMs = 15 * 60_000

const waySchema = z.object({
  stateHash: z.string(),
  /** A secret of this way, so that nobody without the cookie can know the id of the session to which it leads. */
  seed: z.string(),
  /** The path to which the person goes on. */
  callbackUrl: z.string(),
  /** The secret of the link with which the person comes in. */
  link: z.string().optional(),
  expiresAt: z.number(),
})

/** What the browser keeps, sealed, while the person is at the issuer. */
export type SignOnWay = z.infer<typeof waySchema>

/** Returns the `Set-Cookie` value for a way that begins with a state. */
export function wayCookie(
  { settings, keyring, now }: Dashboard,
  { state, callbackUrl, link }: { state: string; callbackUrl: string; link: string | null },
): string {
  const way: SignOnWay = {
    stateHash: hashSecret(state),
    seed: randomSecret(),
    callbackUrl,
    ...(link === null ? {} : { link }),
    expiresAt: now() + wayLifetimeMs,
  }
  const value = keyring.seal(JSON.stringify(way), identity)
  return setCookieHeader(
    { name, value },
    { appUrl: settings.appUrl, maxAgeSeconds: wayLifetimeMs / 1000 },
  )
}

/** Returns the way of a browser, or null when its cookie is missing, too old, forged, or sent twice. */
export function readWay(
  { settings, keyring, now }: Dashboard,
  cookies: string | null,
): SignOnWay | null {
  const value = readCookie(cookies, cookieName(settings.appUrl, name))
  if (!value) return null
  try {
    const way = waySchema.parse(JSON.parse(keyring.open(value, identity)))
    return way.expiresAt > now() ? way : null
  } catch {
    return null
  }
}

/** Returns the `Set-Cookie` value that removes the cookie of a way. */
export function endedWayCookie(appUrl: string): string {
  return setCookieHeader({ name, value: '' }, { appUrl, maxAgeSeconds: 0 })
}
