import { expect, test } from 'vitest'
import { retryAfterSeconds } from './retry-after'

const nowMs = Date.parse('2026-11-20T10:00:00Z')

const cases: [header: string | null, seconds: number | undefined][] = [
  ['7', 7],
  [' 7 ', 7],
  ['0', 0],
  ['1000000000', 1_000_000_000],
  ['-5', undefined],
  ['soon', undefined],
  ['7.5', undefined],
  ['7s', undefined],
  ['', undefined],
  [null, undefined],
  ['Fri, 20 Nov 2026 10:00:09 GMT', 9],
  ['Friday, 20-Nov-26 10:00:09 GMT', 9],
  ['Fri Nov 20 10:00:09 2026', 9],
  ['Fri, 20 Nov 2026 10:00:09 +0100', undefined],
  ['Fri, 20 Nov 2026 09:59:00 GMT', undefined],
  ['Fri, 99 Nov 2026 10:00:09 GMT', undefined],
  ['2026-11-20T10:00:09Z', undefined],
]

test.each(cases)('the seconds in the Retry-After header %j are %s', (header, seconds) => {
  expect(retryAfterSeconds(header, nowMs)).toBe(seconds)
})
