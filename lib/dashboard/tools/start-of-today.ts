const dayMs = 24 * 60 * 60_000

/** Returns by how many milliseconds the clocks of a time zone are ahead of UTC at a moment. */
function aheadOfUtcMs(moment: number, zone: string): number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    hourCycle: 'h23',
  })
  const parts = new Map(format.formatToParts(moment).map(({ type, value }) => [type, value]))
  const part = (name: Intl.DateTimeFormatPartTypes) => Number(parts.get(name))
  const shown = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  )
  return shown - Math.floor(moment / 1000) * 1000
}

/**
 * Returns when today began in a time zone, as an ISO time in UTC.
 *
 * @param now in milliseconds since 1970
 */
export function startOfToday(now: number, zone: string): string {
  const shownMidnight = Math.floor((now + aheadOfUtcMs(now, zone)) / dayMs) * dayMs
  const nearMidnight = shownMidnight - aheadOfUtcMs(now, zone)
  // The clocks may have been changed between midnight and now.
  return new Date(shownMidnight - aheadOfUtcMs(nearMidnight, zone)).toISOString()
}
