import type { SqliteDatabase } from 'kysely'
import { expect, test, vi } from 'vitest'
import { keepPrepared } from './prepared-statements'

function databaseWith(all: () => unknown[]) {
  const prepare = vi.fn<SqliteDatabase['prepare']>(() => ({
    reader: true,
    all,
    run: () => ({ changes: 0, lastInsertRowid: 0 }),
    iterate: () => [][Symbol.iterator](),
  }))
  return { prepare, database: keepPrepared({ prepare, close: () => {} }) }
}

test('a statement is prepared once', () => {
  const { prepare, database } = databaseWith(() => [1])
  for (const _ of [1, 2]) expect(database.prepare('select 1').all([])).toEqual([1])
  expect(prepare).toHaveBeenCalledTimes(1)
  for (const _ of [1, 2]) database.prepare('insert into a values (1)').run([])
  expect(prepare).toHaveBeenCalledTimes(2)
})

test('a long statement, which is used once, is not kept', () => {
  const { prepare, database } = databaseWith(() => [1])
  for (const _ of [1, 2]) database.prepare(`select ${'1, '.repeat(2000)} 1`).all([])
  expect(prepare).toHaveBeenCalledTimes(2)
})

test('a statement that failed is prepared again', () => {
  const { prepare, database } = databaseWith(() => {
    throw new Error('database is locked')
  })
  for (const _ of [1, 2]) expect(() => database.prepare('select 1').all([])).toThrow('locked')
  expect(prepare).toHaveBeenCalledTimes(2)
})
