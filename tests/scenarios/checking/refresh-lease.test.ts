import { afterEach, expect, test, vi } from 'vitest'
import type { Integration } from '@/lib/contract/api/integration'
import {
  connectDue,
  describeLive,
  githubCalls,
  hour,
  json,
  type LiveScene,
} from '@/tests/support/live-scene'
import type { TestServer } from '@/tests/support/platform'

const checkAt = (server: TestServer, live: LiveScene, { id }: Integration) =>
  json(
    server.anonymous('POST', `/v1/integrations/${id}/check`, {
      headers: { authorization: `Bearer ${live.client.token}` },
    }),
  )

describeLive('a refresh that several checks need', (scene) => {
  afterEach(() => {
    vi.useRealTimers()
  })

  async function dueScene() {
    const live = await scene()
    return { live, integration: await connectDue(live) }
  }

  test.each([12, 40])(
    'that is answered after %i s is waited for, and its token is stored',
    async (seconds) => {
      const { live, integration } = await dueScene()
      const refresh = live.github.pauseRefreshes()
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const first = live.check(integration)
      await refresh.asked
      await vi.advanceTimersByTimeAsync(9000)
      expect(await first).toEqual(integration)
      await vi.advanceTimersByTimeAsync((seconds - 9) * 1000)
      vi.useRealTimers()
      const second = live.check(integration)
      refresh.release()
      expect(await second).toMatchObject({ id: integration.id, status: 'connected' })
      expect(live.github.calls[githubCalls.token]).toBe(2)
      expect(live.github.reused()).toBe(0)
      expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    },
  )

  test('is done once by two servers that need it at once', async () => {
    const { live, integration } = await dueScene()
    const other = live.otherServer()
    other.advance(9 * hour)
    live.github.setRefreshDuration(200)
    const servers = Array.from({ length: 50 }, (_, n) => (n % 2 ? live.server : other))
    const answers = await Promise.all(servers.map((server) => checkAt(server, live, integration)))
    for (const { status } of answers) expect(status).toBe('connected')
    expect(live.github.calls[githubCalls.token]).toBe(2)
    expect(live.github.reused()).toBe(0)
    expect(await live.eventTypesOf(integration)).toEqual(['connected'])
  })

  test('is done once by two servers whose clocks are two hours apart', async () => {
    const { live, integration } = await dueScene()
    const ahead = live.otherServer()
    ahead.advance(11 * hour)
    for (let round = 0; round < 10; round++) {
      for (const server of [live.server, ahead])
        expect(await checkAt(server, live, integration)).toMatchObject({ status: 'connected' })
    }
    expect(live.github.calls[githubCalls.token]).toBe(2)
    expect(live.github.reused()).toBe(0)
  })

  test('during which the clock jumps is waited for, and its token is stored', async () => {
    const { live, integration } = await dueScene()
    const refresh = live.github.pauseRefreshes()
    const first = live.check(integration)
    await refresh.asked
    live.server.advance(2 * hour)
    const second = live.check(integration)
    refresh.release()
    for (const answer of [first, second])
      expect(await answer).toMatchObject({ status: 'connected' })
    expect(live.github.calls[githubCalls.token]).toBe(2)
    live.server.advance(7 * hour)
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
    expect(live.github.calls[githubCalls.token]).toBe(2)
  })

  test('of a server that died is taken over when its lease has ended', async () => {
    const { live, integration } = await dueScene()
    await live.storage.db
      .updateTable('integrations')
      .set({ refresh_owner: 'a server that died', refresh_until: Date.now() + 9 * hour + 60_000 })
      .where('id', '=', integration.id)
      .execute()
    const checking = live.check(integration)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(live.github.calls[githubCalls.token]).toBe(1)
    live.server.advance(61_000)
    expect(await checking).toMatchObject({ status: 'connected' })
    expect(live.github.calls[githubCalls.token]).toBe(2)
  })

  test('is not done again by a server whose clock is a minute ahead', async () => {
    const { live, integration } = await dueScene()
    const other = live.otherServer()
    other.advance(9 * hour + 60_000)
    const refresh = live.github.pauseRefreshes()
    const checking = live.check(integration)
    await refresh.asked
    for (const server of [live.server, other]) server.advance(119_000)
    const otherCheck = checkAt(other, live, integration)
    await new Promise((resolve) => setTimeout(resolve, 400))
    refresh.release()
    expect(await checking).toMatchObject({ status: 'connected' })
    expect(await otherCheck).toMatchObject({ status: 'connected' })
    expect(live.github.calls[githubCalls.token]).toBe(2)
    expect(live.github.reused()).toBe(0)
  })
})
