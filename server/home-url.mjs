/**
 * Returns the address of the list of integrations at the public origin. A path alone is not enough: the page with
 * the link may be open at another host name of this server, where nobody can sign in. Returns only the path when
 * `APP_URL` is not a URL; in that case the server does not start.
 *
 * @param {Record<string, string | undefined>} environment
 */
export function homeUrl({ APP_URL, PORT }) {
  const origin = APP_URL?.trim() || `http://localhost:${PORT}`
  return URL.canParse(origin) ? new URL('/integrations', origin).href : '/integrations'
}
