import { beforeAll, expect, test } from 'vitest'
import { platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an integration whose row is damaged', (openStore) => {
  let server: TestServer

  beforeAll(async () => {
    server = platformOn(await openStore())
  })

  test.each([{ scopes: 'no JSON' }, { available_tools: '{}' }, { status: 'pondering' }])(
    'stays in the list as an error beside the other integrations until it is reconnected: %o',
    async (damage) => {
      const caller = await server.client({ account: JSON.stringify(damage) })
      const [intact, damaged] = [await caller.connect('gmail'), await caller.connect('slack')]
      const list = async () => (await caller.get('/v1/integrations')).json()
      await server.storage.db
        .updateTable('integrations')
        .set(damage)
        .where('id', '=', damaged.id)
        .execute()
      const { id, connected_at } = damaged
      expect(await list()).toEqual([
        intact,
        {
          ...{ id, service: 'slack', status: 'error', connected_at },
          ...{ available_tools: [], account: damaged.account },
        },
      ])
      expect(server.logged()).toContain(`"integration":"${id}","thrown":`)
      expect((await caller.post(`/v1/integrations/${id}/check`)).status).toBe(200)
      expect(await caller.connect('slack')).toMatchObject({ id, connected_at, status: 'connected' })
      expect((await caller.delete(`/v1/integrations/${id}`)).status).toBe(204)
    },
  )

  test('stays in the list with a time in 1970 when the time of its connection cannot be read', async () => {
    const caller = await server.client({ account: 'timeless' })
    const [intact, damaged] = [await caller.connect('gmail'), await caller.connect('slack')]
    await server.storage.db
      .updateTable('integrations')
      .set({ connected_at: 9e17 })
      .where('id', '=', damaged.id)
      .execute()
    expect(await (await caller.get('/v1/integrations')).json()).toMatchObject([
      intact,
      { id: damaged.id, status: 'error', connected_at: '1970-01-01T00:00:00.000Z' },
    ])
  })

  test.each([
    { account: 'no JSON' },
    { reason: 'x'.repeat(65) },
    { type: 'later.on' },
    { at: 9e17 },
  ])('has a history without the event that cannot be read: %o', async (damage) => {
    const caller = await server.client({ account: `history ${JSON.stringify(damage)}` })
    const { id } = await caller.connect('slack')
    const event = { id: 'evt_damaged', account_id: caller.accountId, integration_id: id }
    await server.storage.db
      .insertInto('events')
      .values({ ...event, at: 1, type: 'connected', ...damage })
      .execute()
    const answer = await caller.get(`/v1/integrations/${id}/events`)
    expect(await answer.json()).toEqual([expect.objectContaining({ type: 'connected' })])
    expect(server.logged()).toContain('"event":"evt_damaged"')
    await server.storage.db.deleteFrom('events').where('id', '=', event.id).execute()
  })
})
