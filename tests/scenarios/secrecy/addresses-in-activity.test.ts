import { beforeAll, expect, test } from 'vitest'
import { activitySeenBy } from '@/tests/support/activity'
import { platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { createWebhook } from '@/tests/support/webhooks'

const secretPath = '/services/T0/B0/secret-path-token?key=s3cr3t'

describeOnBothStores('an address in the activity', (openStore) => {
  let server: TestServer
  beforeAll(async () => {
    server = platformOn(await openStore())
  })

  test('of a webhook is its host, with the description', async () => {
    const admin = await server.client({ account: 'webhooks' })
    const url = `https://hooks.example.com:8443${secretPath}`
    const plain = await createWebhook(admin, { url })
    const described = await createWebhook(admin, { url, description: `For ${url}, on call` })
    await admin.delete(`/v1/webhooks/${plain.id}`)
    await admin.delete(`/v1/webhooks/${described.id}`)
    const items = await activitySeenBy(admin)
    const names = items.flatMap(({ type, target }) =>
      type.startsWith('webhook.') ? [target.name] : [],
    )
    const withDescription = 'hooks.example.com:8443 (For https://hooks.example.com:8443/…, on call)'
    const host = 'hooks.example.com:8443'
    expect(names).toEqual([withDescription, host, withDescription, host])
  })

  test('of an older record is answered as it would be written today', async () => {
    const admin = await server.client({ account: 'older records' })
    const url = `https://hooks.example.com${secretPath}`
    await createWebhook(admin, { url })
    await server.storage.db
      .updateTable('activity')
      .set({ target: JSON.stringify({ id: 'whk_1', name: url }) })
      .where('account_id', '=', admin.accountId)
      .where('type', '=', 'webhook.created')
      .execute()
    const [item] = await activitySeenBy(admin, { type: 'webhook.created' })
    expect(item?.target).toEqual({ id: 'whk_1', name: 'hooks.example.com' })
  })

  test('to which people return has no query', async () => {
    const admin = await server.client({ account: 'redirect URIs' })
    const uri = 'https://app.example.com/back?tenant=s3cr3t'
    await admin.post('/v1/redirect_uris', { uri, app_name: 'App' })
    const [item] = await activitySeenBy(admin, { type: 'redirect_uri.registered' })
    expect(item?.target.name).toBe('https://app.example.com/back?…')
  })
})
