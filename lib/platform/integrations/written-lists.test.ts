import { expect, test, vi } from 'vitest'
import type { Integration } from '@/lib/contract/api/integration'
import { type ListedRow, listedColumns } from './select-integrations'
import { createListWriter } from './written-lists'

function row(id: string, more: Partial<ListedRow> = {}): ListedRow {
  return {
    id,
    account_id: 'acct_1',
    environment: 'test',
    service: 'slack',
    external_id: 'T1',
    account_name: 'Acme',
    status: 'connected',
    status_reason: null,
    connected_at: 1,
    checked_at: null,
    scopes: '[]',
    available_tools: '[]',
    grant_ends_at: null,
    ...more,
  }
}

const present = (one: ListedRow): Integration => ({
  id: one.id,
  service: one.service,
  status: 'connected',
  connected_at: new Date(one.connected_at).toISOString(),
  available_tools: [],
})

const store = (rows: ListedRow[]) =>
  JSON.stringify(rows.map((one) => listedColumns.map((column) => one[column])))

test('a list with the same text is written once, and one changed row is written alone', () => {
  const presented = vi.fn(present)
  const { writeStored } = createListWriter(presented)
  const rows = [row('int_1'), row('int_2')]
  const first = writeStored(store(rows))
  expect(JSON.parse(first.json.text)).toEqual(rows.map(present))
  expect(first.rows).toEqual(rows)
  expect(writeStored(store(rows))).toBe(first)
  expect(presented).toHaveBeenCalledTimes(2)

  const changed = [row('int_1'), row('int_2', { connected_at: 2 })]
  expect(JSON.parse(writeStored(store(changed)).json.text)).toEqual(changed.map(present))
  expect(presented).toHaveBeenCalledTimes(3)
})

test('a list is written oldest first, whatever order the store has', () => {
  const rows = [row('int_3', { connected_at: 2 }), row('int_2'), row('int_1')]
  const { json } = createListWriter(present).writeStored(store(rows))
  expect(JSON.parse(json.text)).toMatchObject([{ id: 'int_1' }, { id: 'int_2' }, { id: 'int_3' }])
})

test('an empty list is an empty array', () => {
  expect(createListWriter(present).writeStored('[]').json.text).toBe('[]')
})
