import { expect, test } from 'vitest'
import type { Integration } from '@/lib/contract/api/integration'
import { storeWithMistakes } from '@/tests/support/breakable-store'
import { createGate, githubSettings } from '@/tests/support/fake-github'
import { githubCalls, hour, json, type LiveScene, liveScene } from '@/tests/support/live-scene'
import { platformOn, type TestServer } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const minute = 60_000
/** Longer than the longest pause between two checks, which is the interval of the tests and a tenth of it. */
const maxPauseMs = 17 * minute
const day = 24 * hour

const statusOf = async ({ client }: LiveScene, { id }: Integration) =>
  json(client.get(`/v1/integrations/${id}`))

/** Moves the clock of the servers and lets each do its background work at the same time. */
async function pass(milliseconds: number, ...servers: TestServer[]) {
  for (const server of servers) server.advance(milliseconds)
  await Promise.all(servers.map((server) => server.platform.runBackground()))
}

/** Returns how often GitHub was asked whether a grant works. */
const checksAt = ({ github }: LiveScene) => github.calls[githubCalls.check] ?? 0
const refreshesAt = ({ github }: LiveScene) => (github.calls[githubCalls.token] ?? 0) - 1

const unavailable = () => new Response('<h1>Bad gateway</h1>', { status: 502 })

describeOnBothStores('an integration that nobody looks at', (openStore) => {
  const scene = async () => liveScene(await openStore())

  test('becomes an error within one interval after its grant was revoked at the provider', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.alive.clear()
    live.github.setAnswer(githubCalls.token, () => Response.json({ error: 'bad_refresh_token' }))
    await pass(maxPauseMs, live.server)
    expect(await live.eventTypesOf(integration)).toEqual(['status_error', 'connected'])
    const [row] = await json(live.client.get('/v1/integrations'))
    expect(row).toMatchObject({ status: 'error', status_reason: 'revoked' })
  })

  test('is checked once an interval by two servers', async () => {
    const live = await scene()
    await live.client.connect('github')
    const other = live.otherServer()
    for (let interval = 1; interval <= 5; interval++) {
      await pass(maxPauseMs, live.server, other)
      expect(checksAt(live)).toBe(interval)
    }
  })

  test('is not checked before most of the interval is over', async () => {
    const live = await scene()
    await live.client.connect('github')
    await pass(13 * minute, live.server)
    expect(checksAt(live)).toBe(0)
  })

  test('gets a new access token before the old one runs out, once from two servers', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    const other = live.otherServer()
    await pass(7 * hour, live.server, other)
    expect(refreshesAt(live)).toBe(0)
    await pass(13 * minute, live.server, other)
    expect(refreshesAt(live)).toBe(1)
    expect(live.github.reused()).toBe(0)
    expect(await statusOf(live, integration)).toMatchObject({ status: 'connected' })
  })

  test('gets its new access token a minute later when an error of ours stopped the renewal', async () => {
    const { storage, fail, work } = storeWithMistakes(await openStore())
    const live = await liveScene(storage)
    await live.client.connect('github')
    await pass(7 * hour, live.server)
    fail()
    await pass(13 * minute, live.server)
    expect(live.server.logged()).toContain('a stored row cannot be worked on and was set aside')
    work()
    expect(refreshesAt(live)).toBe(0)
    await pass(minute, live.server)
    expect(refreshesAt(live)).toBe(1)
  })

  test('goes through a day of short-lived tokens without presenting a refresh token twice', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    const other = live.otherServer()
    for (let elapsed = 0; elapsed < day; elapsed += hour) await pass(hour, live.server, other)
    expect(refreshesAt(live)).toBe(3)
    expect(live.github.reused()).toBe(0)
    expect(await live.eventTypesOf(integration)).toEqual(['connected'])
  })

  test('keeps its status while its provider fails for an hour, and is checked when it is back', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.setAnswer(githubCalls.check, unavailable)
    for (let elapsed = 0; elapsed < hour; elapsed += 5 * minute) await pass(5 * minute, live.server)
    const checkedBefore = integration.checked_at
    expect(await statusOf(live, integration)).toMatchObject({
      status: 'connected',
      checked_at: checkedBefore,
    })
    live.github.setAnswer(githubCalls.check, undefined)
    await pass(maxPauseMs, live.server)
    const { status, checked_at } = await statusOf(live, integration)
    expect(status).toBe('connected')
    expect(Date.parse(checked_at)).toBeGreaterThan(Date.parse(checkedBefore ?? '') + hour)
    expect(await live.eventTypesOf(integration)).toEqual(['check_failed', 'connected'])
  })

  test('is asked with growing pauses while its provider fails', async () => {
    const live = await scene()
    await live.client.connect('github')
    live.github.setAnswer(githubCalls.check, unavailable)
    await pass(maxPauseMs, live.server)
    const askedAt: number[] = []
    for (let elapsed = 0; elapsed < 30 * minute; elapsed += 10_000) {
      const before = checksAt(live)
      await pass(10_000, live.server)
      if (checksAt(live) > before) askedAt.push(elapsed)
    }
    const pauses = askedAt.map((at, index) => at - (askedAt[index - 1] ?? 0))
    expect(pauses.length).toBeGreaterThan(3)
    expect(pauses.length).toBeLessThan(8)
    expect(pauses).toEqual(pauses.toSorted((one, other) => one - other))
  })

  test('is not asked before the time that its provider names', async () => {
    const live = await scene()
    await live.client.connect('github')
    live.github.setAnswer(
      githubCalls.check,
      () => new Response('{}', { status: 429, headers: { 'retry-after': '3000' } }),
    )
    await pass(maxPauseMs, live.server)
    expect(checksAt(live)).toBe(1)
    const restarted = live.otherServer()
    restarted.advance(maxPauseMs)
    await pass(49 * minute, live.server, restarted)
    expect(checksAt(live)).toBe(1)
    await pass(2 * minute, live.server, restarted)
    expect(checksAt(live)).toBe(2)
  })

  test('is not asked before that time by a server that starts meanwhile', async () => {
    const live = await scene()
    await live.client.connect('github')
    live.github.setAnswer(
      githubCalls.check,
      () => new Response('{}', { status: 429, headers: { 'retry-after': '3000' } }),
    )
    await pass(maxPauseMs, live.server)
    const started = live.otherServer()
    started.advance(maxPauseMs)
    await started.platform.start()
    await pass(49 * minute, started)
    expect(checksAt(live)).toBe(1)
    await pass(2 * minute, started)
    expect(checksAt(live)).toBe(2)
    await started.platform.close(1000)
  })

  test('is asked once a day for a week when it is broken, and recovers when the vendor brings it back', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    const grants = new Map(live.github.alive)
    live.github.alive.clear()
    live.github.setAnswer(githubCalls.token, () => Response.json({ error: 'bad_refresh_token' }))
    await pass(maxPauseMs, live.server)
    // The access token has run out, so each check begins with a refresh.
    const asked = refreshesAt(live)
    for (let hours = 0; hours < 3 * 24; hours++) await pass(hour, live.server)
    expect(refreshesAt(live) - asked).toBeGreaterThanOrEqual(2)
    expect(refreshesAt(live) - asked).toBeLessThanOrEqual(3)
    for (const [token, user] of grants) live.github.alive.set(token, user)
    live.github.setAnswer(githubCalls.token, undefined)
    for (let hours = 0; hours < 27; hours++) await pass(hour, live.server)
    expect(await statusOf(live, integration)).toMatchObject({ status: 'connected' })
    expect(await live.eventTypesOf(integration)).toEqual([
      'status_connected',
      'status_error',
      'connected',
    ])
  })

  test('is left alone when it is broken for more than a week', async () => {
    const live = await scene()
    await live.client.connect('github')
    live.github.alive.clear()
    live.github.setAnswer(githubCalls.token, () => Response.json({ error: 'bad_refresh_token' }))
    await pass(maxPauseMs, live.server)
    for (let days = 0; days < 8; days++) await pass(day, live.server)
    const asked = refreshesAt(live)
    expect(asked).toBeGreaterThanOrEqual(4)
    for (let days = 0; days < 8; days++) await pass(day, live.server)
    expect(refreshesAt(live)).toBe(asked)
  })

  test('is not asked about after it was disconnected', async () => {
    const live = await scene()
    const { id } = await live.client.connect('github')
    await live.client.delete(`/v1/integrations/${id}`)
    await pass(maxPauseMs, live.server)
    expect(checksAt(live)).toBe(0)
  })

  test('is checked at most four at once for one provider', async () => {
    const live = await scene()
    for (let count = 0; count < 9; count++) {
      live.github.user = live.newUser()
      await live.client.connect('github')
    }
    const gate = createGate()
    let atOnce = 0
    let most = 0
    live.github.setAnswer(githubCalls.check, async () => {
      atOnce += 1
      most = Math.max(most, atOnce)
      await gate.passed
      atOnce -= 1
      return unavailable()
    })
    live.server.advance(maxPauseMs)
    const swept = live.server.platform.runBackground()
    await expect.poll(() => atOnce).toBe(4)
    gate.open()
    await swept
    expect(most).toBe(4)
    expect(checksAt(live)).toBe(9)
  })

  test('is taken over from a server that was killed during its check', async () => {
    const live = await scene()
    await live.client.connect('github')
    const gate = createGate()
    live.github.setAnswer(githubCalls.check, async () => {
      await gate.passed
      return unavailable()
    })
    live.server.advance(maxPauseMs)
    const killed = live.server.platform.runBackground()
    await expect.poll(() => checksAt(live)).toBe(1)
    live.github.setAnswer(githubCalls.check, undefined)
    const other = live.otherServer()
    await pass(maxPauseMs, other)
    expect(checksAt(live)).toBe(1)
    await pass(6 * minute, other)
    expect(checksAt(live)).toBe(2)
    gate.open()
    await killed
  })

  test('is checked although a server was killed while it refreshed as many as are checked at once', async () => {
    const live = await scene()
    for (let count = 0; count < 5; count++) {
      live.github.user = live.newUser()
      await live.client.connect('github')
    }
    live.server.advance(9 * hour)
    const rows = live.storage.db.selectFrom('integrations').select('id').orderBy('renew_at')
    const leased = (await rows.execute()).slice(0, 4).map(({ id }) => id)
    await live.storage.db
      .updateTable('integrations')
      .set({ refresh_owner: 'killed', refresh_until: Date.now() + 9 * hour + minute })
      .where('id', 'in', leased)
      .execute()
    const connects = 5
    await pass(0, live.server)
    expect(live.github.calls[githubCalls.token]).toBe(connects + 1)
    await pass(2 * minute, live.server)
    expect(live.github.calls[githubCalls.token]).toBe(connects + 5)
    expect(live.github.reused()).toBe(0)
  })

  test('is checked by the shorter interval of the next start', async () => {
    const live = await scene()
    await live.client.connect('github')
    const restarted = platformOn(live.storage, {
      settings: { ...githubSettings, healthCheckIntervalMs: 2 * minute },
      network: live.github.network,
    })
    await restarted.platform.start()
    await pass(3 * minute, restarted)
    expect(checksAt(live)).toBe(1)
    await restarted.platform.close(1000)
  })

  test('is checked although an older version wrote it without a plan', async () => {
    const live = await scene()
    const { id } = await live.client.connect('github')
    await live.storage.db
      .updateTable('integrations')
      .set({ next_check_at: null, renew_at: null, failed_checks: null })
      .where('id', '=', id)
      .execute()
    await pass(maxPauseMs, live.server)
    await pass(0, live.server)
    expect(checksAt(live)).toBe(1)
  })
})
