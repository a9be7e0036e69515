'use client'

import { useNow, useZone } from './clock'
import { agoWords, clockWords, dateWords, momentOf, momentWords } from './date-words'

/** "3 min ago", or the date when it is long ago; "unknown date" for what is none. */
export function Ago({ value }: { value: string | null | undefined }) {
  const now = useNow()
  const zone = useZone()
  const moment = momentOf(value, now)
  if (moment === undefined) return 'unknown date'
  return (
    <time
      dateTime={new Date(moment).toISOString()}
      title={`${momentWords(moment, zone)} (${zone})`}
    >
      {agoWords(moment, now) ?? dateWords(moment, zone)}
    </time>
  )
}

/** "4 May 2026" in the reader's zone; "unknown date" for what is none. */
export function CalendarDate({ value }: { value: string | null | undefined }) {
  const now = useNow()
  const zone = useZone()
  const moment = momentOf(value, now)
  if (moment === undefined) return 'unknown date'
  return (
    <time
      dateTime={new Date(moment).toISOString()}
      title={`${momentWords(moment, zone)} (${zone})`}
    >
      {dateWords(moment, zone)}
    </time>
  )
}

/** "14:02" in the reader's zone. */
export function ClockTime({ at }: { at: number }) {
  const zone = useZone()
  return (
    <time dateTime={new Date(at).toISOString()} title={`${momentWords(at, zone)} (${zone})`}>
      {clockWords(at, zone)}
    </time>
  )
}
