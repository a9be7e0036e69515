import { expect, test } from 'vitest'
import { createGate } from '@/tests/support/fake-github'
import {
  connectDue,
  describeLive,
  githubCalls,
  hour,
  type LiveScene,
} from '@/tests/support/live-scene'

describeLive('a refresh', (scene) => {
  async function dueScene() {
    const live = await scene()
    return { live, integration: await connectDue(live) }
  }

  /** Starts a check whose refresh waits until `refresh.release` is called. */
  async function startRefresh() {
    const { live, integration } = await dueScene()
    const refresh = live.github.pauseRefreshes()
    const checking = live.check(integration)
    await refresh.asked
    return { live, integration, refresh, checking }
  }

  /** Makes the next refresh wait until `release` is called, and then fail. */
  function pauseFailure(live: LiveScene) {
    const [asked, released] = [createGate(), createGate()]
    live.github.setAnswer(githubCalls.token, async () => {
      live.github.setAnswer(githubCalls.token, undefined)
      asked.open()
      await released.passed
      return new Response('oops', { status: 503 })
    })
    return { asked: asked.passed, release: released.open }
  }

  const makeRename = (live: LiveScene, table: string) => (from: string, to: string) =>
    live.storage.db.schema.alterTable(table).renameColumn(from, to).execute()

  test('that ends after a disconnect leaves no credential behind and uses no token twice', async () => {
    const { live, integration, refresh, checking } = await startRefresh()
    expect((await live.client.delete(`/v1/integrations/${integration.id}`)).status).toBe(204)
    refresh.release()
    expect(await checking).toMatchObject({ status: 'disconnected' })
    live.server.advance(hour)
    await live.server.platform.runBackground()
    expect(live.github.alive.size).toBe(0)
    expect(live.github.reused()).toBe(0)
    expect(await live.eventTypesOf(integration)).toEqual([
      'revoked_at_provider',
      'disconnected',
      'connected',
    ])
    expect(await live.check(integration)).toMatchObject({ status: 'disconnected' })
  })

  test('that ends after a disconnect has its grant revoked at once when the revocation cannot be queued', async () => {
    const { live, integration, refresh, checking } = await startRefresh()
    const rename = makeRename(live, 'revocations')
    await live.client.delete(`/v1/integrations/${integration.id}`)
    await rename('next_at', 'gone_at')
    refresh.release()
    expect(await checking).toMatchObject({ status: 'disconnected' })
    await rename('gone_at', 'next_at')
    expect(live.github.alive.size).toBe(0)
  })

  test('that fails after a disconnect leaves the revocation queued', async () => {
    const { live, integration } = await dueScene()
    const refresh = pauseFailure(live)
    const checking = live.check(integration)
    await refresh.asked
    await live.client.delete(`/v1/integrations/${integration.id}`)
    refresh.release()
    expect(await checking).toMatchObject({ status: 'disconnected' })
    live.server.advance(hour)
    await live.server.platform.runBackground()
    expect(live.github.alive.size).toBe(0)
    expect(await live.eventTypesOf(integration)).toContain('revoked_at_provider')
  })

  test('that ends after a reconnect changes nothing, and the token that it got is revoked', async () => {
    const { live, integration } = await dueScene()
    const oauth_code = await live.client.code('github')
    const refresh = live.github.pauseRefreshes()
    const checking = live.check(integration)
    await refresh.asked
    const again = await live.client.post('/v1/integrations', { service: 'github', oauth_code })
    expect(again.status).toBe(200)
    refresh.release()
    expect(await checking).toMatchObject({ status: 'connected' })
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
    expect(await live.eventTypesOf(integration)).toEqual(['reconnected', 'connected'])
  })

  test('that fails after a reconnect leaves no unknown token alive', async () => {
    const { live, integration } = await dueScene()
    const oauth_code = await live.client.code('github')
    const refresh = pauseFailure(live)
    const checking = live.check(integration)
    await refresh.asked
    await live.client.post('/v1/integrations', { service: 'github', oauth_code })
    refresh.release()
    expect(await checking).toMatchObject({ status: 'connected' })
    live.server.advance(hour)
    await live.server.platform.runBackground()
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    expect(await live.eventTypesOf(integration)).toEqual([
      'check_failed',
      'reconnected',
      'connected',
    ])
  })

  test('keeps a token that cannot be stored at once until it can be stored', async () => {
    const { live, integration, refresh, checking } = await startRefresh()
    const rename = makeRename(live, 'integrations')
    await rename('available_tools', 'gone_tools')
    refresh.release()
    await new Promise((resolve) => setTimeout(resolve, 300))
    await rename('gone_tools', 'available_tools')
    expect(await checking).toMatchObject({ status: 'connected' })
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    live.server.advance(9 * hour)
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
    expect(live.github.reused()).toBe(0)
  })
})
