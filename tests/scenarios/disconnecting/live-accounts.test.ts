import { expect, test } from 'vitest'
import { describeLive, githubCalls, hour, json, noConnection } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'

describeLive('disconnecting a live account', (scene) => {
  test('ten disconnects at once revoke once', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => live.client.delete(`/v1/integrations/${integration.id}`)),
    )
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 204))
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(1)
    expect(await live.typesOf(integration)).toEqual([
      'revoked_at_provider',
      'disconnected',
      'connected',
    ])
  })

  test('a revocation that fails is tried again later, and its failure is recorded once', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.setAnswer(githubCalls.revokeGrant, () => new Response('oops', { status: 503 }))
    expect((await live.client.delete(`/v1/integrations/${integration.id}`)).status).toBe(204)
    await live.server.platform.runBackground()
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(1)
    live.server.advance(31_000)
    await live.server.platform.runBackground()
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(2)
    live.github.setAnswer(githubCalls.revokeGrant, undefined)
    live.server.advance(2 * hour)
    await live.server.platform.runBackground()
    await live.server.platform.runBackground()
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(3)
    expect(await live.typesOf(integration)).toEqual([
      'revoked_at_provider',
      'revocation_failed',
      'disconnected',
      'connected',
    ])
    expect(await live.server.storage.db.selectFrom('revocations').selectAll().execute()).toEqual([])
  })

  test('a slow provider does not keep other background work waiting', async () => {
    const live = await scene()
    const integration = [await live.client.connect('github')]
    live.github.user = live.newUser()
    integration.push(await live.client.connect('github'))
    live.github.setAnswer(githubCalls.revokeGrant, () => new Response('oops', { status: 503 }))
    for (const { id } of integration) await live.client.delete(`/v1/integrations/${id}`)
    live.github.setAnswer(githubCalls.revokeGrant, () => {
      live.server.advance(61_000)
      return new Response('oops', { status: 503 })
    })
    live.server.advance(31_000)
    await live.server.platform.runBackground()
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(3)
    live.github.setAnswer(githubCalls.revokeGrant, undefined)
    await live.server.platform.runBackground()
    live.server.advance(hour)
    await live.server.platform.runBackground()
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(5)
    expect(live.github.alive.size).toBe(0)
  })

  test('a revocation that fails for a week is given up, and its credential wiped', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.setAnswer(githubCalls.revokeGrant, noConnection)
    await live.client.delete(`/v1/integrations/${integration.id}`)
    live.server.advance(8 * 24 * hour)
    await live.server.platform.runBackground()
    expect(await live.server.storage.db.selectFrom('revocations').selectAll().execute()).toEqual([])
    expect(live.server.logged()).toContain('operator alarm: a grant could not be revoked')
    expect(await live.typesOf(integration)).toEqual([
      'revocation_given_up',
      'revocation_failed',
      'disconnected',
      'connected',
    ])
  })

  /** Disconnects on a second server, which was started without the registration of GitHub. */
  async function disconnectUnregistered() {
    const live = await scene()
    const integration = await live.client.connect('github')
    const unregistered = platformOn(live.storage)
    const sameAccount = { account: `of ${live.github.user.id}`, environment: 'live' } as const
    await (await unregistered.client(sameAccount)).delete(`/v1/integrations/${integration.id}`)
    return { live, integration, unregistered }
  }
  const countAlarms = (server: { logged: () => string }) =>
    server.logged().match(/operator alarm: a grant could not be revoked/g)?.length ?? 0

  test('a grant waits while its service is not set up, and is revoked once it is again', async () => {
    const { live, integration, unregistered } = await disconnectUnregistered()
    for (let hours = 0; hours < 3; hours++) {
      unregistered.advance(hour)
      await unregistered.platform.runBackground()
    }
    expect([live.github.alive.size, countAlarms(unregistered)]).toEqual([1, 1])
    const [last] = await json(live.client.get(`/v1/integrations/${integration.id}/events`))
    expect(last).toMatchObject({ type: 'revocation_failed', reason: 'not_configured' })
    live.server.advance(5 * hour)
    await live.server.platform.runBackground()
    expect(live.github.alive.size).toBe(0)
    expect(await live.typesOf(integration)).toEqual([
      'revoked_at_provider',
      'revocation_failed',
      'disconnected',
      'connected',
    ])
  })

  test('a grant whose service is not set up for a week is given up', async () => {
    const { live, integration, unregistered } = await disconnectUnregistered()
    unregistered.advance(7 * 24 * hour)
    await unregistered.platform.runBackground()
    expect(await live.storage.db.selectFrom('revocations').selectAll().execute()).toEqual([])
    expect([live.github.alive.size, countAlarms(unregistered)]).toEqual([1, 2])
    expect((await live.typesOf(integration))[0]).toBe('revocation_given_up')
  })

  test('an integration without a grant records that there was none to revoke', async () => {
    const live = await scene()
    const thief = await live.server.client({
      account: `of ${live.github.user.id}`,
      environment: 'live',
    })
    const body = { service: 'github', oauth_code: await live.client.code('github') }
    const made = await json(live.client.post('/v1/integrations', body))
    await thief.post('/v1/integrations', body)
    await live.client.delete(`/v1/integrations/${made.id}`)
    const events = await json(live.client.get(`/v1/integrations/${made.id}/events`))
    expect(events.slice(0, 2)).toMatchObject([
      { type: 'revocation_skipped', reason: 'nothing_held' },
      { type: 'disconnected' },
    ])
  })
})
