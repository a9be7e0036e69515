import type { Migration } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import { currentSchema, migrate, type Schema } from './migrate'
import { UnusableStoreError } from './unusable'

const addsTable = (name: string): Migration => ({
  up: (db) => db.schema.createTable(name).addColumn('id', 'text').execute(),
})

const stopsHalfWay: Migration = {
  async up(db) {
    await addsTable('half').up(db)
    throw new Error('killed')
  },
}

function withNext(second: Migration, needs = '0001-first'): Schema {
  return { migrations: { ...currentSchema.migrations, '9999-next': second }, needs }
}

describeOnBothStores('a migration', (openStore) => {
  test('that stops half way leaves nothing behind, and can be done again', async () => {
    const { db } = await openStore()
    await expect(migrate(db, withNext(stopsHalfWay))).rejects.toThrow('killed')
    const names = async () => (await db.introspection.getTables()).map(({ name }) => name)
    expect(await names()).not.toContain('half')
    await migrate(db, withNext(addsTable('half')))
    expect(await names()).toContain('half')
  })

  test('of the next release leaves a store on which this one goes on', async () => {
    const { db } = await openStore()
    await migrate(db, withNext(addsTable('more')))
    await migrate(db)
    await db.insertInto('facts').values({ name: 'still', value: 'works' }).execute()
    await migrate(db, withNext(addsTable('more')))
  })

  test('of a later release makes this one refuse to start, and say why', async () => {
    const { db } = await openStore()
    await migrate(db, withNext(addsTable('other'), '9999-next'))
    const refused = migrate(db)
    await expect(refused).rejects.toThrow(UnusableStoreError)
    await expect(refused).rejects.toThrow('made by a newer version of this program')
  })
})
