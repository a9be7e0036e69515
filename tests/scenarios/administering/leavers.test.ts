import { expect, test } from 'vitest'
import { openPeopleScene, type PersonalBrowser } from '@/tests/support/people-scene'
import { describeOnBothStores } from '@/tests/support/stores'

const both = ['live', 'test']

describeOnBothStores('what somebody connected who leaves', async (openStore) => {
  const { server, firstAdmin, join } = openPeopleScene(await openStore())
  const { administration } = server.platform

  const idOf = async (browser: PersonalBrowser): Promise<string> =>
    (await (await browser.api('GET', '/v1/account')).json()).actor.id

  async function scene(name: string) {
    const admin = await firstAdmin(name)
    const ada = await join(admin, 'admin', 'Ada')
    const client = await server.client({ account: name })
    const adaId = await idOf(ada)
    const connectAs = async (browser: PersonalBrowser, service: 'gmail' | 'slack' | 'notion') => {
      const body = { service, oauth_code: await client.code(service) }
      return (await (await browser.api('POST', '/v1/integrations', body)).json()).id as string
    }
    const account = { accountId: client.accountId, environments: both }
    const idsOf = async () => {
      const { integrations, count } = await administration.listConnectedBy(account, adaId)
      expect(count).toBe(integrations.length)
      return integrations.map(({ id }) => id)
    }
    const administrator = {
      of: { accountId: client.accountId },
      environment: 'test' as const,
      actor: { kind: 'person' as const, id: adaId, name: 'Ada' },
    }
    return { admin, ada, adaId, client, connectAs, account, idsOf, administrator }
  }

  test('is listed before, in every environment that the viewer may see, without what is disconnected', async () => {
    const { admin, ada, adaId, client, connectAs, account, idsOf } = await scene('Listed')
    const [gmail, slack] = [await connectAs(ada, 'gmail'), await connectAs(ada, 'slack')]
    await connectAs(admin, 'notion')
    expect(await idsOf()).toEqual([gmail, slack])
    await server.storage.db
      .updateTable('integrations')
      .set({ environment: 'live' })
      .where('id', '=', slack)
      .execute()
    expect(await idsOf()).toEqual([slack, gmail])
    const inTest = { ...account, environments: ['test'] }
    const { integrations } = await administration.listConnectedBy(inTest, adaId)
    expect(integrations.map(({ id, status }) => [id, status])).toEqual([[gmail, 'connected']])
    await client.delete(`/v1/integrations/${gmail}`)
    expect(await idsOf()).toEqual([slack])
    const strangers = await server.client({ account: 'Not of the leaver' })
    const foreign = { accountId: strangers.accountId, environments: both }
    expect(await administration.listConnectedBy(foreign, adaId)).toEqual({
      integrations: [],
      count: 0,
    })
  })

  test('also with an API token of their own, and no more after somebody else reconnects it', async () => {
    const { admin, ada, adaId, client, connectAs, account, idsOf } = await scene('Of a token')
    const made = await ada.api('POST', '/v1/tokens', { name: 'CI', role: 'member' })
    const { token } = await made.json()
    const response = await server.anonymous('POST', '/v1/integrations', {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ service: 'gmail', oauth_code: await client.code('gmail') }),
    })
    const { id } = await response.json()
    expect(await idsOf()).toEqual([id])
    const adminId = await idOf(admin)
    expect(await administration.listConnectors(account, [adaId, adminId])).toEqual([adaId])
    expect(await connectAs(admin, 'gmail')).toBe(id)
    expect(await idsOf()).toEqual([])
    expect(await administration.listConnectors(account, [adaId, adminId])).toEqual([adminId])
  })

  test('can be found afterwards, until somebody else reconnects it', async () => {
    const { admin, ada, adaId, connectAs, administrator } = await scene('Found')
    const gmail = await connectAs(ada, 'gmail')
    await connectAs(admin, 'slack')
    expect(await administration.listOfLeavers(administrator)).toEqual({
      integrations: [],
      count: 0,
    })
    await admin.api('DELETE', `/v1/people/${adaId}`)
    expect(await administration.listOfLeavers(administrator)).toMatchObject({
      integrations: [{ id: gmail, connectedBy: 'Ada', service: 'gmail', status: 'connected' }],
      count: 1,
    })
    await connectAs(admin, 'gmail')
    expect(await administration.listOfLeavers(administrator)).toEqual({
      integrations: [],
      count: 0,
    })
  })
})
