import { zoneOf } from '@/lib/contract/view/reader'

/**
 * Returns the time zone of this browser. Returns UTC when the browser names none, or a zone that it does not
 * know itself.
 */
export function readBrowserZone(): string {
  try {
    return zoneOf(encodeURIComponent(new Intl.DateTimeFormat().resolvedOptions().timeZone))
  } catch {
    return 'UTC'
  }
}
