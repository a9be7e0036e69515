import { requirePeriod } from '../time-argument'

const dayMs = 24 * 60 * 60 * 1000
const usualDays = 30

export interface DateRange {
  /** The first and the last day, as ISO 8601 dates. */
  since: string
  until: string
}

/**
 * Returns the first and the last day of a report. Google Ads counts whole days, so only the date of a given time matters.
 * Without `until` the last day is today, or `since` when that is later. Without `since` the first day is 30 days before the last.
 *
 * @param now milliseconds since 1970
 */
export function dateRange(
  given: { since?: string | undefined; until?: string | undefined },
  now: number,
): DateRange {
  const until = given.until?.slice(0, 10) ?? latest(isoDate(now), given.since?.slice(0, 10) ?? '')
  const since = given.since?.slice(0, 10) ?? isoDate(Date.parse(until) - usualDays * dayMs)
  requirePeriod(since, until)
  return { since, until }
}

function isoDate(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10)
}

function latest(one: string, other: string): string {
  return one > other ? one : other
}
