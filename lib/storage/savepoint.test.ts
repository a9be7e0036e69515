import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import type { Database } from './database'
import { inSavepoint } from './savepoint'

describeOnBothStores('work in a savepoint', async (openStore) => {
  const storage = await openStore()
  const write = (db: Database, name: string) =>
    db.insertInto('facts').values({ name, value: 'written' }).execute()
  const isWritten = async (name: string) => {
    const rows = await storage.db
      .selectFrom('facts')
      .select('name')
      .where('name', '=', name)
      .execute()
    return rows.length === 1
  }
  const unexpected = (error: unknown) => {
    throw error
  }

  test('is part of the transaction when it succeeds', async () => {
    const done = await storage.db.transaction().execute((db) =>
      inSavepoint(
        db,
        async () => {
          await write(db, 'kept')
          return 'done'
        },
        unexpected,
      ),
    )
    expect(done).toBe('done')
    expect(await isWritten('kept')).toBe(true)
  })

  test.each([
    ['a statement', (db: Database) => write(db, 'before')],
    ['the work itself', () => Promise.reject(new Error('broken'))],
  ])('is undone alone when %s fails', async (_, fail) => {
    const failures: unknown[] = []
    const after = `after ${fail.length}`
    await storage.db.transaction().execute(async (db) => {
      await db.deleteFrom('facts').where('name', '=', 'before').execute()
      await write(db, 'before')
      await inSavepoint(
        db,
        async () => {
          await write(db, 'undone')
          await fail(db)
        },
        (error) => failures.push(error),
      )
      await write(db, after)
    })
    expect(failures).toHaveLength(1)
    expect(await isWritten('before')).toBe(true)
    expect(await isWritten('undone')).toBe(false)
    expect(await isWritten(after)).toBe(true)
  })
})
