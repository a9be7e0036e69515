import { expect, test } from 'vitest'
import { firstIdAt, newId, newIdAt } from './new-id'

const at = Date.UTC(2026, 2, 1, 10)

test('the ids of one millisecond sort as they were created, and between those of the times around it', () => {
  const ids = Array.from({ length: 2000 }, () => newIdAt('act', at))
  expect([...ids].sort()).toEqual(ids)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.every((id) => id > firstIdAt('act', at) && id < firstIdAt('act', at + 1))).toBe(true)
})

test('an id that was made without a time sorts by the time at which it was made', () => {
  const before = Date.now()
  const id = newId('act')
  expect(id > firstIdAt('act', before) && id < firstIdAt('act', Date.now() + 1)).toBe(true)
})

test.each([-1, Number.MAX_SAFE_INTEGER])(
  'the time %i, which no id can have, has a first id',
  (time) => {
    expect(firstIdAt('act', time)).toMatch(/^act_[0-9a-z]{26}$/)
  },
)
