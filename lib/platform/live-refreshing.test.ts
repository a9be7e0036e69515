import { expect, test } from 'vitest'
import { describeLive, githubCalls, hour, json, noConnection } from '@/tests/live-scene'
import type { PlatformAtWork } from '@/tests/platform'

describeLive('a live account: refreshing', (scene) => {
  test('50 uses of a token that ran out refresh it once', async () => {
    const live = await scene()
    const known = await live.client.connect('github')
    live.github.refreshTakes(50)
    live.work.advance(9 * hour)
    const answers = await Promise.all(Array.from({ length: 50 }, () => live.check(known)))
    for (const { status } of answers) expect(status).toBe('connected')
    expect(live.github.calls[githubCalls.token]).toBe(2)
  })

  test('of two servers that refresh at once, the one that lost takes what the other stored', async () => {
    const live = await scene()
    const known = await live.client.connect('github')
    const other = live.otherServer()
    live.github.refreshTakes(30)
    live.work.advance(9 * hour)
    other.advance(9 * hour)
    const again = (server: PlatformAtWork) =>
      server.anonymous('POST', `/v1/integrations/${known.id}/check`, {
        headers: { authorization: `Bearer ${live.client.token}` },
      })
    const answers = await Promise.all([json(again(live.work)), json(again(other))])
    for (const { status } of answers) expect(status).toBe('connected')
    expect(await live.check(known)).toMatchObject({ status: 'connected' })
    expect(await live.typesOf(known)).toEqual(['connected'])
  })

  test('a disconnect during a refresh wins, and the fresh token is revoked too', async () => {
    const live = await scene()
    const known = await live.client.connect('github')
    live.github.refreshTakes(100)
    live.work.advance(9 * hour)
    const checking = live.check(known)
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect((await live.client.delete(`/v1/integrations/${known.id}`)).status).toBe(204)
    expect(await checking).toMatchObject({ status: 'disconnected' })
    expect(await live.check(known)).toMatchObject({ status: 'disconnected' })
    expect(live.github.alive.has('gho_canary_access_2')).toBe(false)
    const { credential } = await live.work.storage.db
      .selectFrom('integrations')
      .select('credential')
      .where('id', '=', known.id)
      .executeTakeFirstOrThrow()
    expect(credential).toBeNull()
  })

  test('a reconnect during a refresh is not overwritten by it', async () => {
    const live = await scene()
    const known = await live.client.connect('github')
    const oauth_code = await live.client.code('github')
    live.github.refreshTakes(100)
    live.work.advance(60_000 * 4)
    live.github.answer(githubCalls.check, () => new Response('{}', { status: 404 }))
    const checking = live.check(known)
    await new Promise((resolve) => setTimeout(resolve, 30))
    live.github.answer(githubCalls.check, undefined)
    const again = await live.client.post('/v1/integrations', { service: 'github', oauth_code })
    expect(again.status).toBe(200)
    await checking
    expect(await live.check(known)).toMatchObject({ status: 'connected' })
  })

  test.each([
    ['500', () => new Response('oops', { status: 500 })],
    ['429', () => new Response('{}', { status: 429, headers: { 'retry-after': '60' } })],
    ['garbage', () => new Response('<html>')],
    ['no connection', noConnection],
    ['403', () => new Response('{}', { status: 403 })],
  ])('a check that gets %s changes nothing, and says so once', async (_, answer) => {
    const live = await scene()
    const known = await live.client.connect('github')
    live.github.answer(githubCalls.check, answer)
    for (let round = 0; round < 3; round++) expect(await live.check(known)).toEqual(known)
    expect(await live.typesOf(known)).toEqual(['check_failed', 'connected'])
    live.work.advance(16 * 60_000)
    live.github.answer(githubCalls.check, undefined)
    expect(await json(live.client.get(`/v1/integrations/${known.id}`))).toMatchObject({
      status: 'connected',
    })
  })

  test.each([
    ['500', () => new Response('oops', { status: 500 })],
    ['429', () => new Response('{}', { status: 429 })],
    ['no connection', noConnection],
  ])('a refresh that gets %s leaves it connected', async (_, answer) => {
    const live = await scene()
    const known = await live.client.connect('github')
    live.work.advance(9 * hour)
    live.github.answer(githubCalls.token, answer)
    expect(await live.check(known)).toEqual(known)
    live.github.answer(githubCalls.token, undefined)
    expect(await live.check(known)).toMatchObject({ status: 'connected' })
  })

  test('a refresh that is refused is the end, until it is reconnected', async () => {
    const live = await scene()
    const known = await live.client.connect('github')
    live.work.advance(9 * hour)
    live.github.answer(githubCalls.token, () => Response.json({ error: 'bad_refresh_token' }))
    expect(await live.check(known)).toMatchObject({ status: 'error', status_reason: 'expired' })
    live.github.answer(githubCalls.token, undefined)
    const { id, connected_at } = known
    expect(await live.client.connect('github')).toMatchObject({
      id,
      connected_at,
      status: 'connected',
    })
  })

  test('our own wrong secret is an alarm and nobody’s error', async () => {
    const live = await scene()
    const known = await live.client.connect('github')
    live.work.advance(9 * hour)
    live.github.answer(githubCalls.token, () =>
      Response.json({ error: 'incorrect_client_credentials' }),
    )
    live.github.answer(githubCalls.check, () => new Response('{}', { status: 401 }))
    expect(await live.check(known)).toEqual(known)
    const oauth_code = await live.client.code('github')
    expect(
      await json(live.client.post('/v1/integrations', { service: 'github', oauth_code })),
    ).toMatchObject({ code: 'provider_error', reason: 'misconfigured' })
    expect(live.work.logged()).toContain('operator alarm')
  })
})
