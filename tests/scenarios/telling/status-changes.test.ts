import { expect, test } from 'vitest'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { startReceiver, verified } from '@/tests/support/receiver'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook } from '@/tests/support/webhooks'

describeOnBothStores('a change of a status', async (openStore) => {
  const server = platformOn(await openStore())

  const scene = async (account: string) => {
    const client = await server.client({ account })
    const receiver = await startReceiver()
    const webhook = await createWebhook(client, { url: receiver.url })
    return { client, receiver, webhook }
  }

  test('is told once, signed, with the integration as the API answers it', async () => {
    const { client, receiver, webhook } = await scene('signed')
    const integration = await client.connect('gmail')
    const [message] = await receiver.messages(1)
    expect(message).toEqual({
      type: 'integration.connected',
      timestamp: expect.any(String),
      data: { integration: await json(client.get(`/v1/integrations/${integration.id}`)) },
    })
    const [received] = receiver.received
    if (!received) throw new Error('nothing was received')
    expect(received).toMatchObject({
      method: 'POST',
      path: '/hooks?tenant=7',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Miteos-Webhooks/1',
        'webhook-id': expect.stringMatching(/^msg_\w+$/),
      },
    })
    expect(verified(received, webhook.secret)).toEqual(message)
    const changed = { ...received, body: received.body.replace('connected', 'error') }
    expect(() => verified(changed, webhook.secret)).toThrow('No matching signature')
    const other = await createWebhook(client)
    expect(() => verified(received, other.secret)).toThrow('No matching signature')
  })

  test('is told on the whole way of an integration, each one once', async () => {
    const { client, receiver } = await scene('whole way')
    const { id } = await client.connect('slack')
    await client.post(`/v1/integrations/${id}/check`)
    await client.connect('slack')
    await client.post(`/v1/integrations/${id}/faults`, { fault: 'revoke' })
    await client.post(`/v1/integrations/${id}/check`)
    await client.connect('slack')
    await client.delete(`/v1/integrations/${id}`)
    await client.delete(`/v1/integrations/${id}`)
    await client.connect('slack')
    const messages = await receiver.messages(5)
    expect(messages.map(({ type, data }) => [type, data.integration?.status])).toEqual([
      ['integration.connected', 'connected'],
      ['integration.error', 'error'],
      ['integration.recovered', 'connected'],
      ['integration.disconnected', 'disconnected'],
      ['integration.connected', 'connected'],
    ])
    expect(messages[1]?.data.integration).toMatchObject({ id, status_reason: 'revoked' })
    await server.platform.runBackground()
    expect(receiver.received).toHaveLength(5)
  })

  test('is told when a check finds the integration alive again', async () => {
    const { client, receiver } = await scene('alive again')
    const { id } = await client.connect('github')
    await server.storage.db
      .updateTable('integrations')
      .set({ status: 'error', status_reason: 'expired' })
      .where('id', '=', id)
      .execute()
    await client.post(`/v1/integrations/${id}/check`)
    await receiver.messages(2)
    expect(receiver.types()).toEqual(['integration.connected', 'integration.recovered'])
  })

  test('is told when an admin replaces the account of an integration that does not work', async () => {
    const { client, receiver } = await scene('replacing')
    const { id } = await client.connect('gmail')
    const replace = async () =>
      client.post('/v1/integrations', {
        service: 'gmail',
        oauth_code: await client.code('gmail', { scenario: 'other_account' }),
        reconnects: id,
        replace: true,
      })
    await client.post(`/v1/integrations/${id}/faults`, { fault: 'revoke' })
    expect((await replace()).status).toBe(200)
    const messages = await receiver.messages(3)
    expect(messages.map(({ type }) => type)).toEqual([
      'integration.connected',
      'integration.error',
      'integration.recovered',
    ])
    expect(messages[2]?.data.integration?.account).not.toEqual(
      messages[0]?.data.integration?.account,
    )
  })

  test('is told when a second token presents the code of the integration', async () => {
    const { client, receiver } = await scene('stolen')
    const thief = await server.client({ account: 'stolen' })
    const order = { service: 'slack', oauth_code: await client.code('slack') }
    await client.post('/v1/integrations', order)
    await thief.post('/v1/integrations', order)
    await receiver.messages(2)
    expect(receiver.types()).toEqual(['integration.connected', 'integration.error'])
  })

  test('is told only to the webhooks of its account and environment that want it', async () => {
    const { client, receiver } = await scene('wanting')
    const bystander = await startReceiver()
    const { url } = bystander
    await createWebhook(client, { url, events: ['integration.disconnected'] })
    await createWebhook(await server.client({ account: 'neighbour' }), { url })
    await createWebhook(await server.client({ account: 'wanting' }), {
      url,
      events: ['integration.recovered'],
    })
    const second = await startReceiver()
    await createWebhook(client, { url: second.url })
    const { id } = await client.connect('notion')
    await Promise.all([receiver.messages(1), second.messages(1)])
    expect(bystander.received).toEqual([])
    await client.delete(`/v1/integrations/${id}`)
    await bystander.messages(1)
    expect(bystander.types()).toEqual(['integration.disconnected'])
    const ids = [receiver, second, bystander].flatMap(({ received }) =>
      received.map(({ headers }) => headers['webhook-id']),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('that is not stored is not told', async () => {
    const { client, receiver } = await scene('rolled back')
    const { oauth_code } = { oauth_code: await client.code('stripe') }
    const queue = () => server.storage.db.selectFrom('webhook_messages').select('id').execute()
    const before = await queue()
    await server.storage.db
      .updateTable('oauth_codes')
      .set({ replayed_at: 1 })
      .where('used_at', 'is', null)
      .execute()
    const refused = await client.post('/v1/integrations', { service: 'stripe', oauth_code })
    expect(refused.status).toBe(400)
    expect(await queue()).toEqual(before)
    expect(receiver.received).toEqual([])
  })
})
