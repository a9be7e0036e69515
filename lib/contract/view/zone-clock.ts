const dayMs = 24 * 60 * 60_000

/** Returns what a clock in a time zone shows at a moment, as if it were UTC. */
function clockAt(moment: number, timeZone: string): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, Number(value)]),
  )
  const { year = 0, month = 1, day = 1, hour, minute, second } = parts
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/**
 * Returns the moment at which the clocks of a time zone show midnight.
 *
 * @param shown the midnight, as if it were UTC
 */
function momentOfMidnight(shown: number, timeZone: string): number {
  const near = shown - (clockAt(shown, timeZone) - shown)
  // The clocks may be changed between the two moments.
  return near - (clockAt(near, timeZone) - shown)
}

const dayPattern = /^(\d{4})-(\d{2})-(\d{2})$/

/**
 * Returns the time at which a day such as 2026-03-01 begins in a time zone, in milliseconds since 1970, or null when the text
 * is no day.
 */
export function startOfDay(text: string, timeZone: string): number | null {
  const [, year, month, day] = dayPattern.exec(text) ?? []
  if (year === undefined) return null
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day))
  if (!new Date(midnight).toISOString().startsWith(text)) return null
  return momentOfMidnight(midnight, timeZone)
}

/**
 * Returns when today began in a time zone, as an ISO time in UTC.
 *
 * @param now in milliseconds since 1970
 */
export function startOfToday(now: number, timeZone: string): string {
  const midnight = Math.floor(clockAt(now, timeZone) / dayMs) * dayMs
  return new Date(momentOfMidnight(midnight, timeZone)).toISOString()
}
