import { expect, test } from 'vitest'
import { platformOn } from '@/tests/support/platform'
import { connectAndBreak, newReconnectSecret } from '@/tests/support/reconnect-links'
import { describeOnBothStores } from '@/tests/support/stores'

const ana = { id: '104857600000000000001', name: 'ana@example.com' }

describeOnBothStores('making a reconnect link', async (openStore) => {
  const storage = await openStore()
  const server = platformOn(storage)

  test.each(['admin', 'member', 'support'] as const)(
    '%s gets a link for seven days, with the account that it expects',
    async (role) => {
      const account = `made by ${role}`
      const id = await connectAndBreak(await server.client({ account }))
      const maker = await server.client({ account, role })
      const response = await maker.post(`/v1/integrations/${id}/reconnect_link`)
      expect(response.status).toBe(201)
      const body = await response.json()
      expect(body).toEqual({
        link: expect.stringMatching(/^http:\/\/localhost:3000\/reconnect\?link=[\w-]{43}$/),
        expires_at: expect.any(String),
        expected_account: ana,
      })
      const days = (Date.parse(body.expires_at) - Date.now()) / (24 * 60 * 60_000)
      expect(days).toBeCloseTo(7, 1)
    },
  )

  test('keeps no secret in the store, the log or the activity, and records who made it for whom', async () => {
    const client = await server.client({ account: 'recorded' })
    const id = await connectAndBreak(client)
    const secret = await newReconnectSecret(client, id, { email: 'ada@example.com' })
    const stored = await storage.db.selectFrom('reconnect_links').selectAll().execute()
    const items = await (await client.get(`/v1/activity?integration_id=${id}`)).json()
    expect(items[0]).toMatchObject({
      type: 'reconnect_link.created',
      actor: { kind: 'token', id: client.tokenId },
      target: {
        id: expect.stringMatching(/^rcl_/),
        name: 'Gmail (ana@example.com) for ada@example.com',
      },
      outcome: 'done',
    })
    for (const text of [JSON.stringify(stored), JSON.stringify(items), server.logged()])
      expect(text).not.toContain(secret)
  })

  test.each([
    ['an address that is none', { email: 'ada' }],
    ['two addresses', { email: 'ada@example.com, eve@example.com' }],
    ['no object', []],
  ])('with %s is refused', async (why, body) => {
    const client = await server.client({ account: `refused: ${why}` })
    const id = await connectAndBreak(client)
    const response = await client.post(`/v1/integrations/${id}/reconnect_link`, body)
    expect(response.status).toBe(422)
  })

  test('of a disconnected integration is refused, and of a foreign one it is unknown', async () => {
    const client = await server.client({ account: 'ours' })
    const id = await connectAndBreak(client)
    const path = `/v1/integrations/${id}/reconnect_link`
    for (const other of [
      await server.client({ account: 'theirs' }),
      await server.client({ account: 'ours', environment: 'live' }),
    ])
      expect((await other.post(path)).status).toBe(404)
    await client.delete(`/v1/integrations/${id}`)
    const refused = await client.post(path)
    expect(await refused.json()).toMatchObject({ code: 'conflict', reason: 'disconnected' })
  })

  test('a link is deleted a month after it expired', async () => {
    const client = await server.client({ account: 'swept' })
    const id = await connectAndBreak(client)
    await newReconnectSecret(client, id)
    const count = async () => {
      const rows = await storage.db
        .selectFrom('reconnect_links')
        .select('id')
        .where('integration_id', '=', id)
        .execute()
      return rows.length
    }
    const later = platformOn(storage)
    later.advance(36 * 24 * 60 * 60_000)
    await later.platform.reconnectLinks.sweep()
    expect(await count()).toBe(1)
    later.advance(2 * 24 * 60 * 60_000)
    await later.platform.reconnectLinks.sweep()
    expect(await count()).toBe(0)
  })

  test('whoever comes in with the link of an agent cannot approve what the agent asks for', async () => {
    const client = await server.client({ account: 'of an agent' })
    const secret = await newReconnectSecret(client, await connectAndBreak(client), {
      email: 'ada@example.com',
    })
    await server.platform.people.joining.enter(secret, { how: 'link', name: 'Ada' })
    const { let_in_by } = await storage.db
      .selectFrom('memberships')
      .select('let_in_by')
      .where('account_id', '=', client.accountId)
      .executeTakeFirstOrThrow()
    expect(JSON.parse(let_in_by)).toMatchObject([{ kind: 'token', id: client.tokenId }])
  })
})
