const isoMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

/**
 * The moment that an API's date names, in milliseconds; `undefined` for everything that is not an
 * exact moment of the past: other texts, no zone, or more than a day ahead of `now`.
 */
export function momentOf(text: string | null | undefined, now: number): number | undefined {
  if (!text || !isoMoment.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) || moment > now + day ? undefined : moment
}

/** The same for a moment that lies ahead. */
export function comingMomentOf(text: string | null | undefined): number | undefined {
  if (!text || !isoMoment.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}

/** Of UTC, and of every zone in a browser that has no `Intl`: its zone is then not known either. */
function partsOfUtc(moment: number): Record<string, string> {
  const [year, month, day, hour, minute] = new Date(moment).toISOString().split(/[-T:]/)
  return {
    year: String(Number(year)),
    month: month ?? '',
    day: day ?? '',
    hour: hour ?? '',
    minute: minute ?? '',
  }
}

function partsOf(moment: number, zone: string): Record<string, string> {
  if (zone === 'UTC') return partsOfUtc(moment)
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]))
}

function monthOf(parts: Record<string, string>): string {
  return months[Number(parts.month) - 1] ?? ''
}

/** "4 May 2026". Month names are our own: they differ between one engine's data and another's. */
export function dateWords(moment: number, zone: string): string {
  const parts = partsOf(moment, zone)
  return `${Number(parts.day)} ${monthOf(parts)} ${parts.year}`
}

/** "14:02". */
export function clockWords(moment: number, zone: string): string {
  const parts = partsOf(moment, zone)
  return `${parts.hour}:${parts.minute}`
}

/** "4 May 2026, 14:02". */
export function momentWords(moment: number, zone: string): string {
  return `${dateWords(moment, zone)}, ${clockWords(moment, zone)}`
}

/** "3 min ago", for the last 30 days; `undefined` for what lies further back. */
export function agoWords(moment: number, now: number): string | undefined {
  const passed = now - moment
  if (passed < 45_000) return 'just now'
  if (passed < hour) return `${Math.max(1, Math.round(passed / minute))} min ago`
  if (passed < day) return `${Math.round(passed / hour)} h ago`
  const days = Math.round(passed / day)
  if (days > 30) return undefined
  return days === 1 ? '1 day ago' : `${days} days ago`
}

/** "today at 15:04", "tomorrow at 09:00", or "on 4 May 2026 at 14:02". */
export function whenWords(moment: number, now: number, zone: string): string {
  const date = dateWords(moment, zone)
  const days = [dateWords(now, zone), dateWords(now + day, zone)]
  const name = ['today', 'tomorrow'][days.indexOf(date)] ?? `on ${date}`
  return `${name} at ${clockWords(moment, zone)}`
}
