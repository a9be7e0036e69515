import { beforeAll, expect, test } from 'vitest'
import { type PlatformAtWork, platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('an integration whose row is damaged', (openStore) => {
  let work: PlatformAtWork

  beforeAll(async () => {
    work = platformOn(await openStore())
  })

  test.each([{ scopes: 'no JSON' }, { available_tools: '{}' }, { status: 'pondering' }])(
    'stays in the list, which is not lost for it, until it is connected anew: %o',
    async (damage) => {
      const by = await work.client({ account: JSON.stringify(damage) })
      const [sound, damaged] = [await by.connect('gmail'), await by.connect('slack')]
      const list = async () => (await by.get('/v1/integrations')).json()
      await work.storage.db
        .updateTable('integrations')
        .set(damage)
        .where('id', '=', damaged.id)
        .execute()
      const { id, connected_at } = damaged
      expect(await list()).toEqual([
        sound,
        {
          ...{ id, service: 'slack', status: 'error', connected_at },
          ...{ available_tools: [], account: damaged.account },
        },
      ])
      expect(work.logged()).toContain(`"integration":"${id}","thrown":`)
      expect(await by.connect('slack')).toMatchObject({ id, connected_at, status: 'connected' })
      expect((await by.delete(`/v1/integrations/${id}`)).status).toBe(204)
    },
  )
})
