const aYear = 31_536_000

/** Tells the server something about this browser, so that it can render its pages the same. */
export function remember(name: string, value: string): void {
  const isHttps = window.location.protocol === 'https:'
  const pair = `${isHttps ? '__Host-' : ''}${name}=${encodeURIComponent(value)}`
  const secure = isHttps ? '; Secure' : ''
  // biome-ignore lint/suspicious/noDocumentCookie: cookieStore is not there in every browser
  document.cookie = `${pair}; Path=/; Max-Age=${aYear}; SameSite=Lax${secure}`
}
