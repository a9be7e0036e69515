import { expect, test } from 'vitest'
import { describeOnBothStores } from '@/tests/support/stores'
import { openStorage } from '../database'
import { currentSchema, migrate } from '../migrate'

const ada = JSON.stringify({ kind: 'person', id: 'per_ada', name: 'Ada' })
const grace = JSON.stringify({ kind: 'person', id: 'per_grace', name: 'Grace' })

/** The events of each integration, oldest first: the type, and who caused it. */
const histories: Record<string, [type: string, causedBy: string | null][]> = {
  int_connected: [['connected', ada]],
  int_reconnected: [
    ['connected', ada],
    ['status_error', null],
    ['reconnected', grace],
    ['disconnected', ada],
  ],
  int_replaced: [
    ['connected', grace],
    ['account_replaced', ada],
    ['check_failed', null],
  ],
  int_of_an_older_version: [
    ['connected', ada],
    ['reconnected', null],
  ],
  int_damaged: [['connected', '{']],
  int_without_history: [],
}

describeOnBothStores(
  'the integrations from before it was kept who connected them',
  (_, newDatabase) => {
    test('get it from their events, where these tell it', async () => {
      const storage = openStorage({
        ...(await newDatabase()),
        onIdleError: (error) => {
          throw error
        },
      })
      const { db } = storage
      const older = Object.entries(currentSchema.migrations).filter(([name]) => name < '0012')
      await migrate(db, { ...currentSchema, migrations: Object.fromEntries(older) })
      await db
        .insertInto('accounts')
        .values({ id: 'acct_1', name: 'Acme', created_at: 1 })
        .execute()
      for (const [id, events] of Object.entries(histories)) {
        await db
          .insertInto('integrations')
          .values({
            id,
            account_id: 'acct_1',
            environment: 'test',
            service: 'slack',
            external_id: id,
            grant_owner: id,
            account_name: id,
            status: 'connected',
            connected_at: 1,
            scopes: '[]',
            available_tools: '[]',
            credential_version: 1,
          })
          .execute()
        for (const [at, [type, caused_by]] of events.entries())
          await db
            .insertInto('events')
            .values({
              id: `evt_${id}_${at}`,
              account_id: 'acct_1',
              integration_id: id,
              at,
              type,
              caused_by,
            })
            .execute()
      }
      await migrate(db)

      const rows = await db
        .selectFrom('integrations')
        .select(['id', 'connected_by', 'connected_by_id'])
        .execute()
      const found = Object.fromEntries(
        rows.map(({ id, connected_by, connected_by_id }) => [id, [connected_by, connected_by_id]]),
      )
      expect(found).toEqual({
        int_connected: [ada, 'per_ada'],
        int_reconnected: [grace, 'per_grace'],
        int_replaced: [ada, 'per_ada'],
        int_of_an_older_version: [null, null],
        int_damaged: [null, null],
        int_without_history: [null, null],
      })
      await storage.close()
    })
  },
)
