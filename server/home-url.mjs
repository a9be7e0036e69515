/**
 * Returns the address of the list of integrations at the one public origin. A page may have been opened at
 * another host of this server, where nobody can sign in. While `APP_URL` is not a URL, which ends the start,
 * it is the path alone.
 *
 * @param {Record<string, string | undefined>} environment
 */
export function homeUrl({ APP_URL, PORT }) {
  const origin = APP_URL?.trim() || `http://localhost:${PORT}`
  return URL.canParse(origin) ? new URL('/integrations', origin).href : '/integrations'
}
