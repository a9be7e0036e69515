import type { Migration } from 'kysely'
import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import { currentSchema, migrate, type Schema } from './migrate'
import { UnusableStoreError } from './unusable'

const migrationThatAdds = (name: string): Migration => ({
  up: (db) => db.schema.createTable(name).addColumn('id', 'text').execute(),
})

const migrationThatFails: Migration = {
  async up(db) {
    await migrationThatAdds('half').up(db)
    throw new Error('killed')
  },
}

function schemaWithNext(next: Migration, needs = '0001-first'): Schema {
  return { migrations: { ...currentSchema.migrations, '9999-next': next }, needs }
}

describeOnBothStores('a migration', (openStore) => {
  test('that fails half way changes nothing, and can be repeated', async () => {
    const { db } = await openStore()
    await expect(migrate(db, schemaWithNext(migrationThatFails))).rejects.toThrow('killed')
    const names = async () => (await db.introspection.getTables()).map(({ name }) => name)
    expect(await names()).not.toContain('half')
    await migrate(db, schemaWithNext(migrationThatAdds('half')))
    expect(await names()).toContain('half')
  })

  test('of the next release leaves a store that this release can still use', async () => {
    const { db } = await openStore()
    await migrate(db, schemaWithNext(migrationThatAdds('more')))
    await migrate(db)
    await db.insertInto('facts').values({ name: 'still', value: 'works' }).execute()
    await migrate(db, schemaWithNext(migrationThatAdds('more')))
  })

  test('that this release cannot use makes this release refuse the store with the reason', async () => {
    const { db } = await openStore()
    await migrate(db, schemaWithNext(migrationThatAdds('other'), '9999-next'))
    const refused = migrate(db)
    await expect(refused).rejects.toThrow(UnusableStoreError)
    await expect(refused).rejects.toThrow('made by a newer version of this program')
  })
})
