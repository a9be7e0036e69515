import { expect, test, vi } from 'vitest'
import { listedRow, presentRow } from '@/tests/support/listed-row'
import { listedColumns } from './select-integrations'
import { createRowWriter } from './written-rows'

test('a row that has not changed is written once', () => {
  const present = vi.fn(presentRow)
  const write = createRowWriter(present)
  expect(write(listedRow)).toBe(JSON.stringify(presentRow(listedRow)))
  expect(write({ ...listedRow })).toBe(write(listedRow))
  expect(present).toHaveBeenCalledTimes(1)
})

test.each(listedColumns)('a row with another %s is written again', (column) => {
  const present = vi.fn(presentRow)
  const write = createRowWriter(present)
  write(listedRow)
  const other = { ...listedRow, [column]: typeof listedRow[column] === 'number' ? 2 : 'other' }
  write(other)
  expect(present).toHaveBeenCalledTimes(2)
  expect(present).toHaveBeenLastCalledWith(other)
})
