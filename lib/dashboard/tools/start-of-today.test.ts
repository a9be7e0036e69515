import { expect, test } from 'vitest'
import { startOfToday } from './start-of-today'

test.each([
  ['UTC', '2026-11-20T10:00:00Z', '2026-11-20T00:00:00.000Z'],
  ['Europe/Berlin', '2026-11-20T10:00:00Z', '2026-11-19T23:00:00.000Z'],
  ['America/Los_Angeles', '2026-11-20T05:00:00Z', '2026-11-19T08:00:00.000Z'],
  ['Asia/Kathmandu', '2026-11-20T20:00:00Z', '2026-11-20T18:15:00.000Z'],
  ['Europe/Berlin', '2026-10-25T12:00:00Z', '2026-10-24T22:00:00.000Z'],
  ['Europe/Berlin', '2026-03-29T12:00:00Z', '2026-03-28T23:00:00.000Z'],
])('in %s the day of %s began at %s', (zone, now, began) => {
  expect(startOfToday(Date.parse(now), zone)).toBe(began)
})
