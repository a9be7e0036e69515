import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnBothStores } from './stores'

describeOnBothStores('a store', (openStore) => {
  test('answers a query', async () => {
    const { db } = await openStore()
    const { rows } = await sql<{ one: number }>`select 1 as one`.execute(db)
    expect(rows).toEqual([{ one: 1 }])
  })
})
