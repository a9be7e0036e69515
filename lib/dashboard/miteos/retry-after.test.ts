import { expect, test } from 'vitest'
import { secondsFrom } from './retry-after'

const now = Date.parse('2026-11-20T10:00:00Z')

const cases: [header: string | null, seconds: number][] = [
  ['7', 7],
  [' 7 ', 7],
  ['0', 1],
  ['1000000000', 60],
  ['-5', 10],
  ['soon', 10],
  ['7.5', 10],
  ['', 10],
  [null, 10],
  ['Fri, 20 Nov 2026 10:00:09 GMT', 9],
  ['Fri, 20 Nov 2026 09:59:00 GMT', 10],
  ['Fri, 20 Nov 2126 10:00:00 GMT', 60],
]

test.each(cases)('Retry-After %j means %i s', (header, seconds) => {
  expect(secondsFrom(header, now)).toBe(seconds)
})
