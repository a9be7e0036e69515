export const home = '/integrations'

const longest = 2048

/**
 * Where to lead a person back to: the given path when it stays on our own origin, else the list.
 * The answer starts with one slash, is never followed by another or by a backslash, and holds
 * printable ASCII only, so that it can stand in a `Location` as it is.
 */
export function returnPath(value: unknown): string {
  if (typeof value !== 'string' || value.length > longest) return home
  if (!/^\/(?!\/)[\x21-\x7e]*$/.test(value) || value.includes('\\')) return home
  const url = new URL(value, 'http://origin.invalid')
  const path = `${url.pathname}${url.search}${url.hash}`
  const isOurs = url.origin === 'http://origin.invalid' && !path.startsWith('//')
  return isOurs && !/^\/sign-in(?![^/?#])/.test(path) ? path : home
}

/** A path with parameters added to its query. */
export function withParameters(path: string, parameters: Record<string, string>): string {
  const url = new URL(path, 'http://origin.invalid')
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value)
  return `${url.pathname}${url.search}${url.hash}`
}

/** The sign-in page that leads back to a place, and says why one is there. */
export function signInPath(returnTo: string, error?: 'ended' | 'revoked'): string {
  const query = { ...(error ? { error } : {}), callbackUrl: returnPath(returnTo) }
  return withParameters('/sign-in', query)
}
