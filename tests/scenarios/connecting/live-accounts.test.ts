import { expect, test } from 'vitest'
import { describeLive, githubCalls, hour, json } from '@/tests/support/live-scene'

describeLive('connecting a live account', (scene) => {
  test('offers the configured services, and Telegram with a person’s own bot', async () => {
    const live = await scene()
    expect(await json(live.client.get('/v1/account'))).toMatchObject({
      environment: 'live',
      available_services: ['github', 'telegram'],
    })
    expect(await json(live.client.post('/v1/integrations', { service: 'slack' }))).toMatchObject({
      code: 'invalid_request',
      reason: 'not_configured',
    })
    const bot = await json(live.client.post('/v1/integrations', { service: 'telegram' }))
    expect(bot).toMatchObject({ code: 'invalid_request', reason: 'not_configured' })
    expect(bot.detail).toContain('/integrations/connect?service=telegram')
  })

  test('connects, refreshes and disconnects over the network', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    expect(integration.account).toEqual({ id: String(live.github.user.id), name: 'ana-lima' })
    live.server.advance(9 * hour)
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
    expect(live.github.calls[githubCalls.token]).toBe(2)
    expect((await live.client.delete(`/v1/integrations/${integration.id}`)).status).toBe(204)
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(1)
    expect(live.github.alive.size).toBe(0)
  })

  test('a grant is revoked when the provider does not say whose it is', async () => {
    const live = await scene()
    const oauth_code = await live.client.code('github')
    live.github.setAnswer(githubCalls.user, () => new Response('oops', { status: 500 }))
    expect(
      await json(live.client.post('/v1/integrations', { service: 'github', oauth_code })),
    ).toMatchObject({ code: 'provider_error' })
    expect(live.github.calls[githubCalls.revokeToken]).toBe(1)
    expect(live.github.alive.size).toBe(0)
  })

  test.each([
    ['no token', { scope: 'repo', token_type: 'bearer' }],
    ['an empty token', { access_token: '', scope: 'repo', token_type: 'bearer' }],
    ['an expiry in words', { access_token: 'gho_x', token_type: 'bearer', expires_in: 'soon' }],
    ['an expiry before now', { access_token: 'gho_x', token_type: 'bearer', expires_in: -5 }],
    ['an error', { error: 'server_error' }],
  ])('a token answer with %s connects nothing', async (_, body) => {
    const live = await scene()
    const oauth_code = await live.client.code('github')
    live.github.setAnswer(githubCalls.token, () => Response.json(body))
    const response = await live.client.post('/v1/integrations', { service: 'github', oauth_code })
    expect(response.status).toBe(502)
    expect(await json(live.client.get('/v1/integrations'))).toEqual([])
    live.github.setAnswer(githubCalls.token, undefined)
  })

  test.each([
    ['unverified_user_email', 'invalid_oauth_code', 'email_unverified', undefined],
    ['redirect_uri_mismatch', 'provider_error', 'misconfigured', 'alarm'],
    ['application_suspended', 'provider_error', 'app_suspended', 'alarm'],
    ['unapproved_scope', 'provider_error', 'scopes_refused', 'alarm'],
    ['bad_verification_code', 'invalid_oauth_code', 'refused', undefined],
    ['something_new', 'provider_error', 'unexplained', undefined],
  ])('a token endpoint that answers %s says why there is no connection', async (...row) => {
    const [error, code, reason, alarm] = row
    const live = await scene()
    const oauth_code = await live.client.code('github')
    live.github.setAnswer(githubCalls.token, () => Response.json({ error }))
    const problem = await json(
      live.client.post('/v1/integrations', { service: 'github', oauth_code }),
    )
    expect(problem).toMatchObject({ code, reason })
    expect(live.server.logged()).toContain(`"vendor_code":"${error}"`)
    expect(live.server.logged().includes('operator alarm')).toBe(alarm !== undefined)
  })

  test('the client id of a GitHub App is an operator alarm, and not taken for a person who granted nothing', async () => {
    const live = await scene()
    const oauth_code = await live.client.code('github')
    const body = { access_token: 'ghu_canary_access', scope: '', token_type: 'bearer' }
    live.github.setAnswer(githubCalls.token, () => Response.json(body))
    const problem = await json(
      live.client.post('/v1/integrations', { service: 'github', oauth_code }),
    )
    expect(problem).toMatchObject({ code: 'provider_error', reason: 'misconfigured' })
    expect(live.server.logged()).toContain('"vendor_code":"not_an_oauth_app"')
    expect(live.server.logged()).toContain('operator alarm')
  })

  test('a failed reconnect changes nothing', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    const oauth_code = await live.client.code('github')
    live.github.setAnswer(githubCalls.token, () => new Response('<html>'))
    await live.client.post('/v1/integrations', {
      service: 'github',
      oauth_code,
      reconnects: integration.id,
    })
    expect(await json(live.client.get('/v1/integrations'))).toEqual([integration])
  })
})
