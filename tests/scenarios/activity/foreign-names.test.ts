import { beforeAll, expect, test } from 'vitest'
import { activitySeenBy } from '@/tests/support/activity'
import { platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook } from '@/tests/support/webhooks'

describeOnBothStores('the name of what a request was about', (openStore) => {
  let server: TestServer
  beforeAll(async () => {
    server = platformOn(await openStore())
  })

  test('is found in the environment of the caller only: what is elsewhere looks as if it were not there', async () => {
    const account = 'two environments'
    const elsewhere = await server.client({ account })
    const { id: integration } = await elsewhere.connect('notion')
    const { id: webhook } = await createWebhook(elsewhere, { url: 'https://hooks.example.com/a' })
    // The sandbox has no live accounts, so that what is to be foreign is moved there.
    const { db } = server.storage
    for (const table of ['integrations', 'webhooks'] as const)
      await db
        .updateTable(table)
        .set({ environment: 'live' })
        .where('account_id', '=', elsewhere.accountId)
        .execute()
    const live = await server.client({ account, environment: 'live' })
    const here = await server.client({ account, role: 'admin' })
    const unknown = 'int_00000000000000000000000000'
    for (const id of [integration, unknown]) {
      await here.post(`/v1/integrations/${id}/check`)
      await here.delete(`/v1/integrations/${id}`)
      await here.post(`/v1/integrations/${id}/reconnect_link`)
    }
    await here.delete(`/v1/webhooks/${webhook}`)
    await here.delete(`/v1/tokens/${live.tokenId}`)
    const items = await activitySeenBy(here, { actor: here.tokenId })
    expect(items).toHaveLength(8)
    for (const { target } of items) expect(target.name).toBe(target.id)
  })

  test('stands there only when the role of the caller may read it', async () => {
    const account = 'roles'
    const admin = await server.client({ account })
    const support = await server.client({ account, role: 'support' })
    const { id: webhook } = await createWebhook(admin, { url: 'https://hooks.example.com/b' })
    const { id: integration } = await admin.connect('slack')
    await support.delete(`/v1/webhooks/${webhook}`)
    await support.delete(`/v1/tokens/${admin.tokenId}`)
    await support.post(`/v1/integrations/${integration}/faults`, { fault: 'revoked' })
    const items = await activitySeenBy(support, { actor: support.tokenId })
    expect(items.map(({ target }) => target.name)).toEqual([
      expect.stringContaining('Slack ('),
      admin.tokenId,
      webhook,
    ])
  })
})
