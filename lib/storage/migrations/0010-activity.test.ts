import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import { openStorage } from '../database'
import { currentSchema, migrate } from '../migrate'

const rowCount = 1200

describeOnBothStores('the activity from before it could be filtered', (_, newDatabase) => {
  test('is filtered by actor and integration too', async () => {
    const storage = openStorage({
      ...(await newDatabase()),
      onIdleError: (error) => {
        throw error
      },
    })
    const { db } = storage
    const older = Object.entries(currentSchema.migrations).filter(([name]) => name < '0010')
    await migrate(db, { ...currentSchema, migrations: Object.fromEntries(older) })
    const rows = Array.from({ length: rowCount }, (_value, index) => ({
      id: `act_${String(index).padStart(5, '0')}`,
      account_id: 'acct_1',
      environment: 'test',
      at: index,
      type: index % 2 === 0 ? 'integration.tools_changed' : 'token.created',
      actor:
        index === 1 ? '{' : JSON.stringify({ kind: 'token', id: `tok_${index % 3}`, name: '' }),
      target: JSON.stringify({ id: index % 2 === 0 ? 'int_1' : 'tok_1', name: '' }),
      outcome: 'done',
    }))
    await db.insertInto('activity').values(rows).execute()
    await migrate(db)

    const count = async (column: 'actor_id' | 'integration_id' | 'type', value: string | null) => {
      const found = db.selectFrom('activity').select('id')
      const matching =
        value === null ? found.where(column, 'is', null) : found.where(column, '=', value)
      return (await matching.execute()).length
    }
    expect(await count('actor_id', 'tok_0')).toBe(rowCount / 3)
    expect(await count('actor_id', 'tok_1')).toBe(rowCount / 3 - 1)
    expect(await count('actor_id', null)).toBe(1)
    expect(await count('integration_id', 'int_1')).toBe(rowCount / 2)
    expect(await count('integration_id', null)).toBe(rowCount / 2)
    expect(await count('type', 'integration.tool_policy_changed')).toBe(rowCount / 2)
    await storage.close()
  })
})
