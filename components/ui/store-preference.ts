const yearSeconds = 31_536_000

/** Stores a preference of this browser in a cookie, so that the server can use the preference when it renders a page. */
export function storePreference(name: string, value: string): void {
  const isHttps = window.location.protocol === 'https:'
  const pair = `${isHttps ? '__Host-' : ''}${name}=${encodeURIComponent(value)}`
  const secure = isHttps ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not there in every browser
  document.cookie = `${pair}; Path=/; Max-Age=${yearSeconds}; SameSite=Lax${secure}`
}
