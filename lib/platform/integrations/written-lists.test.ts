import { expect, test, vi } from 'vitest'
import { listedRow, presentRow } from '@/tests/support/listed-row'
import { type ListedRow, listedColumns } from './select-integrations'
import { createListWriter } from './written-lists'

const row = (id: string, connected_at = 1): ListedRow => ({ ...listedRow, id, connected_at })

const owner = { accountId: 'acct_1', environment: 'test' } as const

const storedText = (rows: ListedRow[]) =>
  JSON.stringify(rows.map((listed) => listedColumns.map((column) => listed[column])))

test('a list with the same stored text is written once, and of a changed list only the changed row is written again', () => {
  const present = vi.fn(presentRow)
  const { writeStored } = createListWriter(present)
  const rows = [row('int_1'), row('int_2')]
  const first = writeStored(owner, storedText(rows))
  expect(JSON.parse(first.json.text)).toEqual(rows.map(presentRow))
  expect(first.rows).toEqual(rows)
  expect(writeStored(owner, storedText(rows))).toBe(first)
  expect(present).toHaveBeenCalledTimes(2)

  const changed = [row('int_1'), row('int_2', 2)]
  expect(JSON.parse(writeStored(owner, storedText(changed)).json.text)).toEqual(
    changed.map(presentRow),
  )
  expect(present).toHaveBeenCalledTimes(3)
})

test('a list is written oldest first, in whatever order the store returns the rows', () => {
  const rows = [row('int_3', 2), row('int_2'), row('int_1')]
  const { json } = createListWriter(presentRow).writeStored(owner, storedText(rows))
  expect(JSON.parse(json.text)).toMatchObject([{ id: 'int_1' }, { id: 'int_2' }, { id: 'int_3' }])
})

test('an empty list is written as an empty array', () => {
  expect(createListWriter(presentRow).writeStored(owner, '[]').json.text).toBe('[]')
})
