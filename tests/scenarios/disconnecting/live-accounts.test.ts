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
    expect(await live.eventTypesOf(integration)).toEqual([
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
    expect(await live.eventTypesOf(integration)).toEqual([
      'revoked_at_provider',
      'revocation_failed',
      'disconnected',
      'connected',
    ])
    expect(await live.server.storage.db.selectFrom('revocations').selectAll().execute()).toEqual([])
  })

  test('a slow provider does not keep other background work waiting', async () => {
    const live = await scene()
    const integrations = [await live.client.connect('github')]
    live.github.user = live.newUser()
    integrations.push(await live.client.connect('github'))
    live.github.setAnswer(githubCalls.revokeGrant, () => new Response('oops', { status: 503 }))
    for (const { id } of integrations) await live.client.delete(`/v1/integrations/${id}`)
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
    expect(await live.eventTypesOf(integration)).toEqual([
      'revocation_given_up',
      'revocation_failed',
      'disconnected',
      'connected',
    ])
  })

  /** Connects GitHub, and then disconnects it on a second server, which has no client id and secret for GitHub. */
  async function disconnectOnServerWithoutGithub() {
    const live = await scene()
    const integration = await live.client.connect('github')
    const serverWithoutGithub = platformOn(live.storage)
    const sameAccount = { account: `of ${live.github.user.id}`, environment: 'live' } as const
    await (await serverWithoutGithub.client(sameAccount)).delete(
      `/v1/integrations/${integration.id}`,
    )
    return { live, integration, serverWithoutGithub }
  }
  const countAlarms = (server: { logged: () => string }) =>
    server.logged().match(/operator alarm: a grant could not be revoked/g)?.length ?? 0

  test('a grant waits while its service is not set up, and is revoked when the service is set up again', async () => {
    const { live, integration, serverWithoutGithub } = await disconnectOnServerWithoutGithub()
    for (let hours = 0; hours < 3; hours++) {
      serverWithoutGithub.advance(hour)
      await serverWithoutGithub.platform.runBackground()
    }
    expect([live.github.alive.size, countAlarms(serverWithoutGithub)]).toEqual([1, 1])
    const [last] = await json(live.client.get(`/v1/integrations/${integration.id}/events`))
    expect(last).toMatchObject({ type: 'revocation_failed', reason: 'not_configured' })
    live.server.advance(5 * hour)
    await live.server.platform.runBackground()
    expect(live.github.alive.size).toBe(0)
    expect(await live.eventTypesOf(integration)).toEqual([
      'revoked_at_provider',
      'revocation_failed',
      'disconnected',
      'connected',
    ])
  })

  test('a grant whose service is not set up for a week is given up', async () => {
    const { live, integration, serverWithoutGithub } = await disconnectOnServerWithoutGithub()
    serverWithoutGithub.advance(7 * 24 * hour)
    await serverWithoutGithub.platform.runBackground()
    expect(await live.storage.db.selectFrom('revocations').selectAll().execute()).toEqual([])
    expect([live.github.alive.size, countAlarms(serverWithoutGithub)]).toEqual([1, 2])
    expect((await live.eventTypesOf(integration))[0]).toBe('revocation_given_up')
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
