/**
 * Returns the address of the list of integrations at the one public origin. The open page may be at another
 * host of this server, where nobody can sign in. Returns the path only when
 * `APP_URL` is not a URL; the server then does not start.
 *
 * @param {Record<string, string | undefined>} environment
 */
export function homeUrl({ APP_URL, PORT }) {
  const origin = APP_URL?.trim() || `http://localhost:${PORT}`
  return URL.canParse(origin) ? new URL('/integrations', origin).href : '/integrations'
}
