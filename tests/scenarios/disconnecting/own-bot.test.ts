import { expect, test } from 'vitest'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a person’s own bot', (openStore) => {
  test('keeps the webhook that another system has set when it is disconnected', async () => {
    const methods: string[] = []
    const server = platformOn(await openStore(), {
      network: async (request) => {
        methods.push(new URL(request.url).pathname.split('/').at(-1) ?? '')
        return Response.json({ ok: true, result: { id: 7, username: 'own_bot' } })
      },
    })
    const caller = await server.client({ environment: 'live' })
    const bot_token = '7654321:an_own_bot_token_of_a_person_00001'
    const { id } = await json(caller.post('/v1/integrations', { service: 'telegram', bot_token }))
    expect((await caller.delete(`/v1/integrations/${id}`)).status).toBe(204)
    await server.platform.runBackground()
    expect(methods).toEqual(['getMe'])
    expect(await json(caller.get(`/v1/integrations/${id}/events`))).toMatchObject([
      { type: 'revocation_skipped', reason: 'by_hand' },
      { type: 'disconnected' },
      { type: 'connected' },
    ])
    expect(await server.storage.db.selectFrom('revocations').selectAll().execute()).toEqual([])
  })
})
