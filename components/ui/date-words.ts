const isoMoment = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

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
 * Parses a date and time of the API that should be in the past. Returns milliseconds since 1970, or `undefined` for
 * another text, for a date without a time zone, and for a moment more than a day after `now`.
 */
export function parsePastMoment(text: string | null | undefined, now: number): number | undefined {
  if (!text || !isoMoment.test(text)) return undefined
  const moment = Date.parse(text)
  return Number.isNaN(moment) || moment > now + dayMs ? undefined : moment
}

/** Parses a date and time as `parsePastMoment` does, but accepts every moment in the future too. */
export function parseMoment(text: string | null | undefined): number | undefined {
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

/** Returns the year, month, day, hour and minute of a moment in a time zone. */
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

function monthName(parts: Record<string, string>): string {
  return months[Number(parts.month) - 1] ?? ''
}

/** Returns "4 May 2026". The months are not named by `Intl`, because the names differ between browsers. */
export function dateWords(moment: number, zone: string): string {
  const parts = partsOf(moment, zone)
  return `${Number(parts.day)} ${monthName(parts)} ${parts.year}`
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

/**
 * Returns "3 min ago", or "just now" for a moment less than 45 s ago or in the future. Returns `undefined` for a
 * moment more than 30 days ago.
 */
export function agoWords(moment: number, now: number): string | undefined {
  const passedMs = now - moment
  if (passedMs < 45_000) return 'just now'
  if (passedMs < hourMs) return `${Math.max(1, Math.round(passedMs / minuteMs))} min ago`
  if (passedMs < dayMs) return `${Math.round(passedMs / hourMs)} h ago`
  const days = Math.round(passedMs / dayMs)
  if (days > 30) return undefined
  return days === 1 ? '1 day ago' : `${days} days ago`
}

/** Returns "14:02" for a moment of today, "on 4 May 2026 at 14:02" for another day. */
export function timeOrDayWords(moment: number, now: number, zone: string): string {
  return dateWords(moment, zone) === dateWords(now, zone)
    ? clockWords(moment, zone)
    : dayAndTimeWords(moment, now, zone)
}

/** Returns "today at 15:04", "tomorrow at 09:00" or "on 4 May 2026 at 14:02". */
export function dayAndTimeWords(moment: number, now: number, zone: string): string {
  const date = dateWords(moment, zone)
  const nearDates = [dateWords(now, zone), dateWords(now + dayMs, zone)]
  const dayWords = ['today', 'tomorrow'][nearDates.indexOf(date)] ?? `on ${date}`
  return `${dayWords} at ${clockWords(moment, zone)}`
}
