import { expect, test, vi } from 'vitest'
import type { Integration } from '@/lib/contract/api/integration'
import { type ListedRow, listedColumns } from './select-integrations'
import { createRowWriter } from './written-rows'

const row: ListedRow = {
  id: 'int_1',
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
}

const present = (one: ListedRow): Integration => ({
  id: one.id,
  service: one.service,
  status: 'connected',
  connected_at: new Date(one.connected_at).toISOString(),
  available_tools: [],
  account: { id: one.external_id, name: one.account_name },
})

test('a row that is the same is written once', () => {
  const presented = vi.fn(present)
  const write = createRowWriter(presented)
  expect(write(row)).toBe(JSON.stringify(present(row)))
  expect(write({ ...row })).toBe(write(row))
  expect(presented).toHaveBeenCalledTimes(1)
})

test.each(listedColumns)('a row with another %s is written anew', (column) => {
  const presented = vi.fn(present)
  const write = createRowWriter(presented)
  write(row)
  const other = { ...row, [column]: typeof row[column] === 'number' ? 2 : 'other' }
  write(other)
  expect(presented).toHaveBeenCalledTimes(2)
  expect(presented).toHaveBeenLastCalledWith(other)
})
