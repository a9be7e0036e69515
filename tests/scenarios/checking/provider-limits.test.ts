import { expect, test } from 'vitest'
import { describeLive, githubCalls, hour, json } from '@/tests/support/live-scene'
import { createAnswerJudge } from '@/tests/support/openapi-answers'

const limitingAnswer =
  (headers: Record<string, string>, status = 429) =>
  () =>
    new Response('{}', { status, headers })

describeLive('a provider that limits requests', (scene) => {
  test.each([
    ['429', limitingAnswer({ 'retry-after': '120' })],
    ['503', limitingAnswer({ 'retry-after': '120' }, 503)],
    ['GitHub’s 403', limitingAnswer({ 'retry-after': '120' }, 403)],
    [
      'a date',
      () => limitingAnswer({ 'retry-after': new Date(Date.now() + 120_000).toUTCString() })(),
    ],
  ])(
    'with %s is not asked again before that time, and the integration stays connected',
    async (_, answer) => {
      const live = await scene()
      const integration = await live.client.connect('github')
      live.github.setAnswer(githubCalls.check, answer)
      for (let round = 0; round < 3; round++)
        expect(await live.check(integration)).toMatchObject(integration)
      expect(live.github.calls[githubCalls.check]).toBe(1)
      live.server.advance(110_000)
      await live.check(integration)
      expect(live.github.calls[githubCalls.check]).toBe(1)
      live.github.setAnswer(githubCalls.check, undefined)
      live.server.advance(15_000)
      expect(await live.check(integration)).toMatchObject({ status: 'connected' })
      expect(live.github.calls[githubCalls.check]).toBe(2)
    },
  )

  test('at the exchange has its Retry-After passed on, as the OpenAPI document describes', async () => {
    const live = await scene()
    const oauth_code = await live.client.code('github')
    live.github.setAnswer(githubCalls.token, limitingAnswer({ 'retry-after': '17' }))
    const response = await live.client.post('/v1/integrations', { service: 'github', oauth_code })
    expect(response.status).toBe(502)
    expect(response.headers.get('retry-after')).toBe('17')
    const document = await json(live.server.anonymous('GET', '/v1/openapi.json'))
    const judge = createAnswerJudge(document)
    expect(await judge.judge('POST', '/v1/integrations', response.clone())).toBe('502')
    expect(await response.json()).toMatchObject({ code: 'provider_error', reason: 'unavailable' })
  })

  test.each(['soon', '-5', '', '1e9', '99999999999', 'Thu, 01 Jan 1970 00:00:00 GMT'])(
    'with a Retry-After that makes no sense (%j) is asked again as usual',
    async (value) => {
      const live = await scene()
      const integration = await live.client.connect('github')
      live.github.setAnswer(githubCalls.check, limitingAnswer({ 'retry-after': value }))
      expect(await live.check(integration)).toMatchObject(integration)
      live.github.setAnswer(githubCalls.check, undefined)
      live.server.advance(hour + 1000)
      await live.check(integration)
      expect(live.github.calls[githubCalls.check]).toBe(2)
    },
  )

  test('at a revocation is asked again at the time that it named and not before', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.setAnswer(githubCalls.revokeGrant, limitingAnswer({ 'retry-after': '600' }))
    await live.client.delete(`/v1/integrations/${integration.id}`)
    live.server.advance(590_000)
    await live.server.platform.runBackground()
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(1)
    live.github.setAnswer(githubCalls.revokeGrant, undefined)
    live.server.advance(15_000)
    await live.server.platform.runBackground()
    expect(await live.eventTypesOf(integration)).toEqual([
      'revoked_at_provider',
      'revocation_failed',
      'disconnected',
      'connected',
    ])
    expect(await json(live.client.get('/v1/integrations'))).toMatchObject([
      { status: 'disconnected' },
    ])
  })
})
