import type { SqliteDatabase } from 'kysely'
import { expect, test, vi } from 'vitest'
import { keepPreparedReads } from './prepared-reads'

function databaseWith(all: () => unknown[]) {
  const prepare = vi.fn<SqliteDatabase['prepare']>(() => ({
    reader: true,
    all,
    run: () => ({ changes: 0, lastInsertRowid: 0 }),
    iterate: () => [][Symbol.iterator](),
  }))
  return { prepare, database: keepPreparedReads({ prepare, close: () => {} }) }
}

test('a query is prepared once, and a write is prepared each time', () => {
  const { prepare, database } = databaseWith(() => [1])
  for (const _ of [1, 2]) expect(database.prepare('select 1').all([])).toEqual([1])
  expect(prepare).toHaveBeenCalledTimes(1)
  for (const _ of [1, 2]) database.prepare('insert into a values (1)')
  expect(prepare).toHaveBeenCalledTimes(3)
})

test('a query that failed is prepared again', () => {
  const { prepare, database } = databaseWith(() => {
    throw new Error('database is locked')
  })
  for (const _ of [1, 2]) expect(() => database.prepare('select 1').all([])).toThrow('locked')
  expect(prepare).toHaveBeenCalledTimes(2)
})
