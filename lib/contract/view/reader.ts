/** Cookies in which the browser tells the server how its reader wants pages to be rendered. */
export const themeCookie = 'theme'
export const zoneCookie = 'zone'

/** A theme that was chosen by hand; `undefined` for "as the system is" and for anything else. */
export function themeOf(value: string | null): 'light' | 'dark' | undefined {
  return value === 'light' || value === 'dark' ? value : undefined
}

/** An IANA time zone that this program knows; UTC for anything else. */
export function zoneOf(value: string | null): string {
  const zone = value && /^[A-Za-z0-9_+/%-]{1,96}$/.test(value) ? value : 'UTC'
  try {
    const timeZone = decodeURIComponent(zone)
    return new Intl.DateTimeFormat('en', { timeZone }) && timeZone
  } catch {
    return 'UTC'
  }
}
