'use client'

import { useNow, useZone } from './clock'
import {
  agoWords,
  clockWords,
  dateWords,
  dayAndTimeWords,
  momentWords,
  parsePastMoment,
  timeOrDayWords,
} from './date-words'

/** Shows the moment `at` in words. The tooltip has the exact moment and the time zone of the browser. */
function Moment({ at, words }: { at: number; words: string }) {
  const zone = useZone()
  return (
    <time dateTime={new Date(at).toISOString()} title={`${momentWords(at, zone)} (${zone})`}>
      {words}
    </time>
  )
}

function UnknownDate() {
  return <span>unknown date</span>
}

/**
 * Shows "3 min ago", or the date when the moment is long ago. Shows "unknown date" for a value that is not a
 * date.
 */
export function Ago({ value }: { value: string | null | undefined }) {
  const now = useNow()
  const zone = useZone()
  const moment = parsePastMoment(value, now)
  if (moment === undefined) return <UnknownDate />
  return (
    <span>
      <Moment at={moment} words={agoWords(moment, now) ?? dateWords(moment, zone)} />
    </span>
  )
}

/** Shows "4 May 2026" in the browser's time zone. Shows "unknown date" for a value that is not a date. */
export function CalendarDate({ value }: { value: string | null | undefined }) {
  const now = useNow()
  const zone = useZone()
  const moment = parsePastMoment(value, now)
  if (moment === undefined) return <UnknownDate />
  return (
    <span>
      <Moment at={moment} words={dateWords(moment, zone)} />
    </span>
  )
}

/** Shows "14:02:07" in the browser's time zone. Shows "unknown date" for a value that is not a date. */
export function ExactTime({ value }: { value: string }) {
  const now = useNow()
  const zone = useZone()
  const moment = parsePastMoment(value, now)
  if (moment === undefined) return <UnknownDate />
  const seconds = String(new Date(moment).getUTCSeconds()).padStart(2, '0')
  return <Moment at={moment} words={`${clockWords(moment, zone)}:${seconds}`} />
}

/** Shows "14:02" in the browser's time zone. `at` is in milliseconds since 1970. */
export function ClockTime({ at }: { at: number }) {
  return <Moment at={at} words={clockWords(at, useZone())} />
}

/** Shows "14:02", with the day if it is not today, in the browser's time zone. `at` is in milliseconds since 1970. */
export function TimeOrDay({ at }: { at: number }) {
  return <Moment at={at} words={timeOrDayWords(at, useNow(), useZone())} />
}

/** Shows "today at 15:04", or another day, in the browser's time zone. `at` is in milliseconds since 1970. */
export function DayAndTime({ at }: { at: number }) {
  return <Moment at={at} words={dayAndTimeWords(at, useNow(), useZone())} />
}
