import { zoneOf } from '@/lib/contract/view/reader'

/**
 * Returns the time zone of this browser. Returns UTC when the browser gives no zone, or a zone that its
 * own `Intl` refuses.
 */
export function readBrowserZone(): string {
  try {
    return zoneOf(encodeURIComponent(new Intl.DateTimeFormat().resolvedOptions().timeZone))
  } catch {
    return 'UTC'
  }
}
