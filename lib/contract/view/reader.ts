/** The cookies in which the browser tells the server how to render pages for the person. */
export const themeCookie = 'theme'
export const zoneCookie = 'zone'

/** Returns the theme in a cookie value. Returns `undefined` for every other value; the theme of the system applies. */
export function themeOf(value: string | null): 'light' | 'dark' | undefined {
  return value === 'light' || value === 'dark' ? value : undefined
}

/** Returns the IANA time zone in a percent-encoded cookie value if `Intl` knows it, otherwise UTC. */
export function zoneOf(value: string | null): string {
  const zone = value && /^[A-Za-z0-9_+/%-]{1,96}$/.test(value) ? value : 'UTC'
  try {
    const timeZone = decodeURIComponent(zone)
    return new Intl.DateTimeFormat('en', { timeZone }) && timeZone
  } catch {
    return 'UTC'
  }
}
