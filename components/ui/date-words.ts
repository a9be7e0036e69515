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
 * Parses a date of the API. Returns milliseconds since 1970, or `undefined` for another text, for a date
 * without a time zone, and for a moment more than a day after `now`.
 */
export function momentOf(text: string | null | undefined, now: number): number | undefined {
  if (!text || !isoMoment.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) || moment > now + day ? undefined : moment
}

/** Parses a date of the API as `momentOf` does, but also accepts a moment more than a day in the future. */
export function anyMomentOf(text: string | null | undefined): number | undefined {
  if (!text || !isoMoment.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? undefined : moment
}

/**
 * Returns the parts of a moment in UTC, without `Intl`. A browser without `Intl` uses UTC, because its time
 * zone is not known.
 */
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

/** Returns "4 May 2026". The month names are our own, because those of JavaScript engines differ. */
export function dateWords(moment: number, zone: string): string {
  const parts = partsOf(moment, zone)
  return `${Number(parts.day)} ${monthOf(parts)} ${parts.year}`
}

/** Returns "14:02". */
export function clockWords(moment: number, zone: string): string {
  const parts = partsOf(moment, zone)
  return `${parts.hour}:${parts.minute}`
}

/** Returns "4 May 2026, 14:02". */
export function momentWords(moment: number, zone: string): string {
  return `${dateWords(moment, zone)}, ${clockWords(moment, zone)}`
}

/** Returns "3 min ago", or `undefined` for a moment more than 30 days ago. */
export function agoWords(moment: number, now: number): string | undefined {
  const passed = now - moment
  if (passed < 45_000) return 'just now'
  if (passed < hour) return `${Math.max(1, Math.round(passed / minute))} min ago`
  if (passed < day) return `${Math.round(passed / hour)} h ago`
  const days = Math.round(passed / day)
  if (days > 30) return undefined
  return days === 1 ? '1 day ago' : `${days} days ago`
}

/** Returns "today at 15:04", "tomorrow at 09:00" or "on 4 May 2026 at 14:02". */
export function whenWords(moment: number, now: number, zone: string): string {
  const date = dateWords(moment, zone)
  const days = [dateWords(now, zone), dateWords(now + day, zone)]
  const name = ['today', 'tomorrow'][days.indexOf(date)] ?? `on ${date}`
  return `${name} at ${clockWords(moment, zone)}`
}
