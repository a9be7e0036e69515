import { expect, test } from 'vitest'
import { toolNames } from '@/lib/contract/services/catalogue'
import { json } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'
import { oauthServices } from '@/tests/support/token-answers'

describeOnBothStores('a scenario of the consent page', async (openStore) => {
  const server = platformOn(await openStore())

  test.each(oauthServices)('As usual: %s connects with all its tools', async (service) => {
    const caller = await server.client({ account: `as usual ${service}` })
    const integration = await caller.connect(service, { scenario: 'as_usual' })
    expect(integration).toMatchObject({
      service,
      status: 'connected',
      available_tools: toolNames(service),
    })
    expect(await json(caller.post(`/v1/integrations/${integration.id}/check`))).toMatchObject({
      status: 'connected',
    })
  })

  test.each([
    ['gmail', ['read_emails', 'draft_email', 'send_email', 'search_inbox']],
    ['slack', ['post_message', 'read_channel']],
    ['stripe', ['read_customers', 'check_payment_status', 'list_transactions']],
    ['notion', toolNames('notion')],
  ] as const)('Fewer scopes: %s connects with %j', async (service, tools) => {
    const caller = await server.client({ account: `fewer scopes ${service}` })
    const integration = await caller.connect(service, { scenario: 'fewer_scopes' })
    expect(integration).toMatchObject({ status: 'connected', available_tools: tools })
    const reconnected = await caller.connect(service)
    expect(reconnected).toMatchObject({ id: integration.id, available_tools: toolNames(service) })
  })

  test.each(['github', 'google_ads'] as const)(
    'Fewer scopes: %s with no tool left is refused, and the integration to reconnect stays as it was',
    async (service) => {
      const caller = await server.client({ account: `too few scopes ${service}` })
      const integration = await caller.connect(service)
      const oauth_code = await caller.code(service, { scenario: 'fewer_scopes' })
      const body = { service, oauth_code, reconnects: integration.id }
      expect(await json(caller.post('/v1/integrations', body))).toMatchObject({
        status: 422,
        code: 'invalid_scope',
      })
      expect(await json(caller.get('/v1/integrations'))).toEqual([integration])
      expect(await json(caller.post(`/v1/integrations/${integration.id}/check`))).toMatchObject({
        status: 'connected',
      })
    },
  )

  test.each(oauthServices)(
    'Other account: the %s integration to reconnect stays as it is until the person chooses',
    async (service) => {
      const caller = await server.client({ account: `other account ${service}` })
      const integration = await caller.connect(service)
      const oauth_code = await caller.code(service, { scenario: 'other_account' })
      const mismatch = await json(
        caller.post('/v1/integrations', { service, oauth_code, reconnects: integration.id }),
      )
      expect(mismatch).toMatchObject({
        status: 409,
        code: 'account_mismatch',
        expected: integration.account,
      })
      expect(mismatch.received).not.toEqual(integration.account)
      expect(await json(caller.get('/v1/integrations'))).toEqual([integration])
      const second = await caller.post('/v1/integrations', { service, oauth_code })
      expect(second.status).toBe(201)
      expect(await second.json()).toMatchObject({ account: mismatch.received })
    },
  )

  test.each(
    oauthServices.flatMap((service) =>
      ['expired_code', 'token_endpoint_500', 'token_endpoint_garbage'].map(
        (scenario) => [service, scenario] as const,
      ),
    ),
  )('%s: %s changes nothing about the integration to reconnect', async (service, scenario) => {
    const caller = await server.client({ account: `${service} ${scenario}` })
    const integration = await caller.connect(service)
    const oauth_code = await caller.code(service, { scenario })
    const response = await caller.post('/v1/integrations', {
      service,
      oauth_code,
      reconnects: integration.id,
    })
    expect(response.status).toBe(scenario === 'expired_code' ? 400 : 502)
    expect(await json(caller.get('/v1/integrations'))).toEqual([integration])
    expect(await json(caller.post(`/v1/integrations/${integration.id}/check`))).toMatchObject({
      status: 'connected',
    })
  })
})
