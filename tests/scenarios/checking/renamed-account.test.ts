import { expect, test } from 'vitest'
import { services } from '@/lib/contract/services/catalogue'
import { describeLive, json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

describeLive('an account that was renamed at its vendor', (scene) => {
  test('has its new name after a check, and is the same integration', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.user.login = 'ana-lima-oliveira'
    const id = String(live.github.user.id)
    const checked = await live.check(integration)
    expect(checked).toMatchObject({
      id: integration.id,
      status: 'connected',
      account: { id, name: 'ana-lima-oliveira' },
    })
    expect(await json(live.client.get('/v1/integrations'))).toEqual([checked])
  })

  test('keeps its name when the answer is about another account', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.setAnswer('POST /applications/live-client-id/token', () =>
      Response.json({ id: 1, user: { id: 7, login: 'somebody-else' } }),
    )
    expect((await live.check(integration)).account).toEqual(integration.account)
  })
})

describeOnBothStores('an account that was not renamed', async (openStore) => {
  const server = platformOn(await openStore(), { settings: { providerTimeoutMs: 20_000 } })

  test.each(services)('at %s keeps its name after a check', async (service) => {
    const client = await server.client({ account: `same ${service}` })
    const integration = await client.connect(service)
    const checked = await json(client.post(`/v1/integrations/${integration.id}/check`))
    expect(checked).toMatchObject({ status: 'connected', account: integration.account })
    expect(checked.checked_at).toBeDefined()
  })
})
