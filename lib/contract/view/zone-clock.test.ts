import { expect, test } from 'vitest'
import { startOfDay, startOfToday } from './zone-clock'

test.each([
  ['2026-03-01', 'UTC', '2026-03-01T00:00:00.000Z'],
  ['2026-03-01', 'Europe/Berlin', '2026-02-28T23:00:00.000Z'],
  ['2026-07-01', 'Europe/Berlin', '2026-06-30T22:00:00.000Z'],
  ['2026-03-29', 'Europe/Berlin', '2026-03-28T23:00:00.000Z'],
  ['2026-03-30', 'Europe/Berlin', '2026-03-29T22:00:00.000Z'],
  ['2026-11-01', 'America/Los_Angeles', '2026-11-01T07:00:00.000Z'],
  ['2026-11-02', 'America/Los_Angeles', '2026-11-02T08:00:00.000Z'],
  ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
])('%s in %s begins at %s', (day, zone, moment) => {
  expect(new Date(startOfDay(day, zone) ?? 0).toISOString()).toBe(moment)
})

test.each(['', 'yesterday', '2026-02-30', '2026-13-01', '2026-03-01T00:00:00Z'])(
  '%j is no day',
  (text) => {
    expect(startOfDay(text, 'UTC')).toBeNull()
  },
)

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
