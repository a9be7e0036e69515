import { expect, test } from 'vitest'
import { dayAndTimeWords, parseMoment } from './date-words'

const now = Date.parse('2026-05-04T20:30:00Z')

test.each([
  ['2026-05-04T21:04:00Z', 'UTC', 'today at 21:04'],
  ['2026-05-04T09:00:00Z', 'UTC', 'today at 09:00'],
  ['2026-05-05T00:10:00Z', 'UTC', 'tomorrow at 00:10'],
  ['2026-05-04T22:10:00Z', 'Europe/Berlin', 'tomorrow at 00:10'],
  ['2026-06-11T07:05:00Z', 'UTC', 'on 11 June 2026 at 07:05'],
])('the moment %s is shown in the zone %s as "%s"', (text, zone, words) => {
  expect(dayAndTimeWords(parseMoment(text) ?? 0, now, zone)).toBe(words)
})

test.each(['', 'soon', '2026-05-04', '2026-13-40T99:99:00Z', null, undefined])(
  'the value "%s" is not parsed as a moment',
  (text) => expect(parseMoment(text)).toBeUndefined(),
)
