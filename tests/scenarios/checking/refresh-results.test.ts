import { expect, test } from 'vitest'
import {
  connectDue,
  describeLive,
  githubCalls,
  hour,
  json,
  noConnection,
} from '@/tests/support/live-scene'

describeLive('refreshing a live account', (scene) => {
  test('50 uses of an expired token refresh it once', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.setRefreshDuration(50)
    live.server.advance(9 * hour)
    const answers = await Promise.all(Array.from({ length: 50 }, () => live.check(integration)))
    for (const { status } of answers) expect(status).toBe('connected')
    expect(live.github.calls[githubCalls.token]).toBe(2)
  })

  test.each([
    ['500', () => new Response('oops', { status: 500 })],
    ['429', () => new Response('{}', { status: 429, headers: { 'retry-after': '60' } })],
    ['garbage', () => new Response('<html>')],
    ['no connection', noConnection],
    ['403', () => new Response('{}', { status: 403 })],
  ])('a check that gets %s changes nothing and is recorded once', async (_, answer) => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.setAnswer(githubCalls.check, answer)
    for (let round = 0; round < 3; round++)
      expect(await live.check(integration)).toMatchObject(integration)
    expect(await live.eventTypesOf(integration)).toEqual(['check_failed', 'connected'])
    live.server.advance(16 * 60_000)
    live.github.setAnswer(githubCalls.check, undefined)
    expect(await json(live.client.get(`/v1/integrations/${integration.id}`))).toMatchObject({
      status: 'connected',
    })
  })

  test.each([
    ['500', () => new Response('oops', { status: 500 })],
    ['429', () => new Response('{}', { status: 429 })],
    ['no connection', noConnection],
  ])('a refresh that gets %s leaves the integration connected', async (_, answer) => {
    const live = await scene()
    const integration = await connectDue(live)
    live.github.setAnswer(githubCalls.token, answer)
    expect(await live.check(integration)).toMatchObject(integration)
    live.github.setAnswer(githubCalls.token, undefined)
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
  })

  test('a refused refresh sets the integration to error until it is reconnected', async () => {
    const live = await scene()
    const integration = await connectDue(live)
    live.github.setAnswer(githubCalls.token, () => Response.json({ error: 'bad_refresh_token' }))
    expect(await live.check(integration)).toMatchObject({
      status: 'error',
      status_reason: 'expired',
    })
    live.github.setAnswer(githubCalls.token, undefined)
    const { id, connected_at } = integration
    expect(await live.client.connect('github')).toMatchObject({
      id,
      connected_at,
      status: 'connected',
    })
  })

  test('a client secret that the provider refuses is an alarm in the log and sets no integration to error', async () => {
    const live = await scene()
    const integration = await connectDue(live)
    live.github.setAnswer(githubCalls.token, () =>
      Response.json({ error: 'incorrect_client_credentials' }),
    )
    live.github.setAnswer(githubCalls.check, () => new Response('{}', { status: 401 }))
    expect(await live.check(integration)).toMatchObject(integration)
    const oauth_code = await live.client.code('github')
    expect(
      await json(live.client.post('/v1/integrations', { service: 'github', oauth_code })),
    ).toMatchObject({ code: 'provider_error', reason: 'misconfigured' })
    expect(live.server.logged()).toContain('operator alarm')
  })
})
