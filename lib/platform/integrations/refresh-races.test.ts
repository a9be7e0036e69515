import { afterEach, expect, test, vi } from 'vitest'
import type { Integration } from '@/lib/contract/integration'
import { gate } from '@/tests/fake-github'
import { describeLive, githubCalls, hour, json, type LiveScene } from '@/tests/live-scene'
import type { PlatformAtWork } from '@/tests/platform'

const checkAt = (server: PlatformAtWork, live: LiveScene, { id }: Integration) =>
  json(
    server.anonymous('POST', `/v1/integrations/${id}/check`, {
      headers: { authorization: `Bearer ${live.client.token}` },
    }),
  )

describeLive('a refresh', (scene) => {
  afterEach(() => {
    vi.useRealTimers()
  })

  async function due() {
    const live = await scene()
    const known = await live.client.connect('github')
    live.work.advance(9 * hour)
    return { live, known }
  }

  /** A check that waits for a refresh, which waits for `refresh.release`. */
  async function underWay() {
    const { live, known } = await due()
    const refresh = live.github.holdRefreshes()
    const checking = live.check(known)
    await refresh.asked
    return { live, known, refresh, checking }
  }

  /** The next refresh waits for `release`, and fails. */
  function holdFailure(live: LiveScene) {
    const [asked, released] = [gate(), gate()]
    live.github.answer(githubCalls.token, async () => {
      live.github.answer(githubCalls.token, undefined)
      asked.open()
      await released.passed
      return new Response('oops', { status: 503 })
    })
    return { asked: asked.passed, release: released.open }
  }

  const renaming = (live: LiveScene, table: string) => (from: string, to: string) =>
    live.storage.db.schema.alterTable(table).renameColumn(from, to).execute()

  test.each([12, 40])(
    'that is answered after %i s is waited for, and its token kept (O4)',
    async (seconds) => {
      const { live, known } = await due()
      const refresh = live.github.holdRefreshes()
      vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
      const first = live.check(known)
      await refresh.asked
      await vi.advanceTimersByTimeAsync(9000)
      expect(await first).toEqual(known)
      await vi.advanceTimersByTimeAsync((seconds - 9) * 1000)
      vi.useRealTimers()
      const second = live.check(known)
      refresh.release()
      expect(await second).toMatchObject({ id: known.id, status: 'connected' })
      expect(live.github.calls[githubCalls.token]).toBe(2)
      expect(live.github.reused()).toBe(0)
      expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    },
  )

  test('is done once by two servers that need it at once (O3, O4)', async () => {
    const { live, known } = await due()
    const other = live.otherServer()
    other.advance(9 * hour)
    live.github.refreshTakes(200)
    const servers = Array.from({ length: 50 }, (_, n) => (n % 2 ? live.work : other))
    const answers = await Promise.all(servers.map((server) => checkAt(server, live, known)))
    for (const { status } of answers) expect(status).toBe('connected')
    expect(live.github.calls[githubCalls.token]).toBe(2)
    expect(live.github.reused()).toBe(0)
    expect(await live.typesOf(known)).toEqual(['connected'])
  })

  test('is done once by two servers whose clocks are two hours apart (O20)', async () => {
    const { live, known } = await due()
    const ahead = live.otherServer()
    ahead.advance(11 * hour)
    for (let round = 0; round < 10; round++) {
      for (const server of [live.work, ahead])
        expect(await checkAt(server, live, known)).toMatchObject({ status: 'connected' })
    }
    expect(live.github.calls[githubCalls.token]).toBe(2)
    expect(live.github.reused()).toBe(0)
  })

  test('during which the clock jumps is waited for, and its token kept (O20)', async () => {
    const { live, known } = await due()
    const refresh = live.github.holdRefreshes()
    const first = live.check(known)
    await refresh.asked
    live.work.advance(2 * hour)
    const second = live.check(known)
    refresh.release()
    for (const answer of [first, second])
      expect(await answer).toMatchObject({ status: 'connected' })
    expect(live.github.calls[githubCalls.token]).toBe(2)
    live.work.advance(7 * hour)
    expect(await live.check(known)).toMatchObject({ status: 'connected' })
    expect(live.github.calls[githubCalls.token]).toBe(2)
  })

  test('of a server that died is taken over when its time is up (O4)', async () => {
    const { live, known } = await due()
    await live.storage.db
      .updateTable('integrations')
      .set({ refresh_owner: 'a server that died', refresh_until: Date.now() + 9 * hour + 60_000 })
      .where('id', '=', known.id)
      .execute()
    const checking = live.check(known)
    await new Promise((resolve) => setTimeout(resolve, 400))
    expect(live.github.calls[githubCalls.token]).toBe(1)
    live.work.advance(61_000)
    expect(await checking).toMatchObject({ status: 'connected' })
    expect(live.github.calls[githubCalls.token]).toBe(2)
  })

  test('is not done again by a server whose clock is a minute ahead (O20, O27)', async () => {
    const { live, known } = await due()
    const other = live.otherServer()
    other.advance(9 * hour + 60_000)
    const refresh = live.github.holdRefreshes()
    const checking = live.check(known)
    await refresh.asked
    for (const server of [live.work, other]) server.advance(119_000)
    const there = checkAt(other, live, known)
    await new Promise((resolve) => setTimeout(resolve, 400))
    refresh.release()
    expect(await checking).toMatchObject({ status: 'connected' })
    expect(await there).toMatchObject({ status: 'connected' })
    expect(live.github.calls[githubCalls.token]).toBe(2)
    expect(live.github.reused()).toBe(0)
  })

  test('that ends after a disconnect leaves nothing behind, and reuses nothing (O4, O5)', async () => {
    const { live, known, refresh, checking } = await underWay()
    expect((await live.client.delete(`/v1/integrations/${known.id}`)).status).toBe(204)
    refresh.release()
    expect(await checking).toMatchObject({ status: 'disconnected' })
    live.work.advance(hour)
    await live.work.platform.runBackground()
    expect(live.github.alive.size).toBe(0)
    expect(live.github.reused()).toBe(0)
    expect(await live.typesOf(known)).toEqual(['revoked_at_provider', 'disconnected', 'connected'])
    expect(await live.check(known)).toMatchObject({ status: 'disconnected' })
  })

  test('that ends after a disconnect is ended at once when it cannot be queued (C24, O5)', async () => {
    const { live, known, refresh, checking } = await underWay()
    const rename = renaming(live, 'revocations')
    await live.client.delete(`/v1/integrations/${known.id}`)
    await rename('next_at', 'gone_at')
    refresh.release()
    expect(await checking).toMatchObject({ status: 'disconnected' })
    await rename('gone_at', 'next_at')
    expect(live.github.alive.size).toBe(0)
  })

  test('that fails after a disconnect leaves the revocation to be done (O5)', async () => {
    const { live, known } = await due()
    const refresh = holdFailure(live)
    const checking = live.check(known)
    await refresh.asked
    await live.client.delete(`/v1/integrations/${known.id}`)
    refresh.release()
    expect(await checking).toMatchObject({ status: 'disconnected' })
    live.work.advance(hour)
    await live.work.platform.runBackground()
    expect(live.github.alive.size).toBe(0)
    expect(await live.typesOf(known)).toContain('revoked_at_provider')
  })

  test('that ends after a reconnect changes nothing, and its token is ended (O6)', async () => {
    const { live, known } = await due()
    const oauth_code = await live.client.code('github')
    const refresh = live.github.holdRefreshes()
    const checking = live.check(known)
    await refresh.asked
    const again = await live.client.post('/v1/integrations', { service: 'github', oauth_code })
    expect(again.status).toBe(200)
    refresh.release()
    expect(await checking).toMatchObject({ status: 'connected' })
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    expect(await live.check(known)).toMatchObject({ status: 'connected' })
    expect(await live.typesOf(known)).toEqual(['reconnected', 'connected'])
  })

  test('that fails after a reconnect leaves no token that nobody knows of (O6)', async () => {
    const { live, known } = await due()
    const oauth_code = await live.client.code('github')
    const refresh = holdFailure(live)
    const checking = live.check(known)
    await refresh.asked
    await live.client.post('/v1/integrations', { service: 'github', oauth_code })
    refresh.release()
    expect(await checking).toMatchObject({ status: 'connected' })
    live.work.advance(hour)
    await live.work.platform.runBackground()
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    expect(await live.typesOf(known)).toEqual(['check_failed', 'reconnected', 'connected'])
  })

  test('whose token cannot be stored at once is kept until it can (C24, O4)', async () => {
    const { live, known, refresh, checking } = await underWay()
    const rename = renaming(live, 'integrations')
    await rename('available_tools', 'gone_tools')
    refresh.release()
    await new Promise((resolve) => setTimeout(resolve, 300))
    await rename('gone_tools', 'available_tools')
    expect(await checking).toMatchObject({ status: 'connected' })
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    live.work.advance(9 * hour)
    expect(await live.check(known)).toMatchObject({ status: 'connected' })
    expect(live.github.reused()).toBe(0)
  })
})
