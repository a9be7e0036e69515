import { expect, test } from 'vitest'
import { actorSchema } from '@/lib/contract/api/actor'
import { platformOn } from '@/tests/support/platform'
import { startReceiver } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook } from '@/tests/support/webhooks'

describeOnBothStores('an integration tells who connected it', async (openStore) => {
  const storage = await openStore()
  const server = platformOn(storage)

  test('and whoever reconnects it or replaces its account takes the place', async () => {
    const first = await server.client({ account: 'places', role: 'member' })
    const second = await server.client({ account: 'places', role: 'admin' })
    const actorOf = async (client: typeof first) =>
      actorSchema.parse((await (await client.get('/v1/account')).json()).actor)
    const account = '104857600000000000001'
    const integration = await first.connect('gmail', { account })
    expect(integration.connected_by).toEqual(await actorOf(first))
    expect(integration.connected_by?.kind).toBe('token')

    const reconnected = await second.connect('gmail', { account })
    expect(reconnected).toMatchObject({
      id: integration.id,
      connected_at: integration.connected_at,
      connected_by: await actorOf(second),
    })
    await first.connect('gmail', { account })
    const other = await second.code('gmail', { account: '104857600000000000002' })
    const replaced = await second.post('/v1/integrations', {
      service: 'gmail',
      oauth_code: other,
      reconnects: integration.id,
      replace: true,
    })
    expect(await replaced.json()).toMatchObject({ connected_by: await actorOf(second) })
  })

  test('in the list, alone, in the messages of webhooks, and after a disconnect', async () => {
    const client = await server.client({ account: 'everywhere' })
    const receiver = await startReceiver()
    await createWebhook(client, { url: receiver.url })
    const { id, connected_by } = await client.connect('slack')
    await client.delete(`/v1/integrations/${id}`)
    const messages = await receiver.messages(2)
    expect(messages.map(({ data }) => data.integration?.connected_by)).toEqual([
      connected_by,
      connected_by,
    ])
    expect(await (await client.get('/v1/integrations')).json()).toMatchObject([
      { id, status: 'disconnected', connected_by },
    ])
    expect(await (await client.get(`/v1/integrations/${id}`)).json()).toMatchObject({
      connected_by,
    })
  })

  test('unless that is not known, or cannot be read', async () => {
    const client = await server.client({ account: 'unknown' })
    const { id } = await client.connect('slack')
    for (const connected_by of [null, '{', '{"kind":"robot"}']) {
      await storage.db
        .updateTable('integrations')
        .set({ connected_by })
        .where('id', '=', id)
        .execute()
      const answer = await (await client.get(`/v1/integrations/${id}`)).json()
      expect(answer).toMatchObject({ id, status: 'connected' })
      expect(answer).not.toHaveProperty('connected_by')
    }
  })
})
