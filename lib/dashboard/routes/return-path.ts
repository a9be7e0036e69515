import { type SignInReason, signInPath } from '@/lib/contract/view/sign-in'

/** The path of the list of integrations. */
export const home = '/integrations'

const maxCharacters = 2048

/**
 * Returns the given path if it stays on our own origin and is not the sign-in page, otherwise the
 * path of the list. The result starts with one slash, not followed by a slash or backslash, and is
 * printable ASCII, so that it can stand in a `Location` header as it is.
 */
export function returnPath(value: unknown): string {
  if (typeof value !== 'string' || value.length > maxCharacters) return home
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(value) || value.includes('\\')) return home
  const url = new URL(value, 'http://origin.invalid')
  const path = `${url.pathname}${url.search}${url.hash}`
  const isOurs = url.origin === 'http://origin.invalid' && !path.startsWith('//')
  return isOurs && !/^\/sign-in(?![^/?#])/.test(path) ? path : home
}

/** Returns the path with parameters added to its query. */
export function withParameters(path: string, parameters: Record<string, string>): string {
  const url = new URL(path, 'http://origin.invalid')
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return `${url.pathname}${url.search}${url.hash}`
}

/** Returns the path of the sign-in page, which leads back to `returnTo` if that stays on our own origin. */
export function safeSignInPath(returnTo: string, reason?: SignInReason): string {
  return signInPath(returnPath(returnTo), reason)
}
