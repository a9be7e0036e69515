import { expect, test } from 'vitest'
import type { Integration } from '@/lib/contract/api/integration'
import { githubSettings } from '@/tests/support/fake-github'
import { githubCalls, json, type LiveScene, liveScene } from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const minute = 60_000
const maxPauseMs = 17 * minute
const count = 14
const alarm = 'operator alarm: a provider fails for many'

const checksAt = ({ github }: LiveScene) => github.calls[githubCalls.check] ?? 0
const list = ({ client }: LiveScene): Promise<Integration[]> => json(client.get('/v1/integrations'))
const linesWith = ({ server }: LiveScene, text: string) =>
  server
    .logged()
    .split('\n')
    .filter((line) => line.includes(text))

async function pass({ server }: Pick<LiveScene, 'server'>, milliseconds: number) {
  server.advance(milliseconds)
  await server.platform.runBackground()
}

describeOnBothStores('a provider that fails for many', (openStore) => {
  /** Connects more integrations than may fail in a minute, and lets the provider fail when their checks are due. */
  async function failingScene() {
    const live = await liveScene(await openStore())
    for (let connected = 0; connected < count; connected++) {
      live.github.user = live.newUser()
      await live.client.connect('github')
    }
    live.github.setAnswer(githubCalls.check, () => new Response('', { status: 500 }))
    await pass(live, maxPauseMs)
    return live
  }

  test('is left alone after ten failures, with one alarm, and no status changes', async () => {
    const live = await failingScene()
    const asked = checksAt(live)
    // Three more checks may have been running when the tenth one failed.
    expect(asked).toBeGreaterThanOrEqual(10)
    expect(asked).toBeLessThanOrEqual(13)
    for (let seconds = 0; seconds < 25; seconds += 5) await pass(live, 5000)
    expect(checksAt(live)).toBe(asked)
    expect(linesWith(live, alarm)).toHaveLength(1)
    for (const { status, unchecked_since, unchecked_reason } of await list(live)) {
      expect(status).toBe('connected')
      expect(unchecked_since).toBeDefined()
      expect(['unavailable', 'left_alone']).toContain(unchecked_reason)
    }
  })

  test('is asked by one check after each pause, and is alarmed about once in an hour', async () => {
    const live = await failingScene()
    const asked = checksAt(live)
    let mostAtOnce = 0
    for (let elapsed = 0; elapsed < 60 * minute; elapsed += 15_000) {
      const before = checksAt(live)
      await pass(live, 15_000)
      mostAtOnce = Math.max(mostAtOnce, checksAt(live) - before)
    }
    expect(mostAtOnce).toBe(1)
    expect(checksAt(live) - asked).toBeGreaterThanOrEqual(5)
    expect(checksAt(live) - asked).toBeLessThanOrEqual(9)
    expect(linesWith(live, alarm)).toHaveLength(1)
    const statuses = new Set((await list(live)).map(({ status }) => status))
    expect([...statuses]).toEqual(['connected'])
  })

  test('is asked within an interval after the pause where the interval is short', async () => {
    const live = await liveScene(await openStore())
    for (let connected = 0; connected < count; connected++) {
      live.github.user = live.newUser()
      await live.client.connect('github')
    }
    live.github.setAnswer(githubCalls.check, () => new Response('', { status: 500 }))
    await live.storage.db
      .updateTable('integrations')
      .set({ next_check_at: Math.floor(Date.now() / minute) * minute - 1000 })
      .execute()
    const server = platformOn(live.storage, {
      settings: { ...githubSettings, healthCheckIntervalMs: 2000 },
      network: live.github.network,
    })
    // Late in a minute, where a spread over whole minutes takes longest.
    server.advance(maxPauseMs + ((100_000 - ((Date.now() + maxPauseMs) % minute)) % minute))
    await pass({ server }, 0)
    const asked = checksAt(live)
    expect(asked).toBeGreaterThanOrEqual(10)
    await pass({ server }, 2500)
    expect(checksAt(live)).toBe(asked)
    // The longest first pause is 33 seconds.
    await pass({ server }, 33_000)
    expect(checksAt(live)).toBe(asked + 1)
  })

  test('is asked again for all soon after it answers', async () => {
    const live = await failingScene()
    await pass(live, 5000)
    live.github.setAnswer(githubCalls.check, undefined)
    for (let seconds = 0; seconds < 4 * 60; seconds += 10) await pass(live, 10_000)
    const integrations = await list(live)
    expect(integrations).toHaveLength(count)
    for (const integration of integrations) {
      expect(integration).toMatchObject({ status: 'connected' })
      expect(integration).not.toHaveProperty('unchecked_since')
    }
    expect(linesWith(live, 'a provider that was left alone answers again')).toHaveLength(1)
  })

  test('is not asked by a GET during and after a pause, but by a person who wants to know now', async () => {
    const live = await failingScene()
    const [integration] = await list(live)
    const asked = checksAt(live)
    const path = `/v1/integrations/${integration?.id}`
    await live.client.get(path)
    expect(checksAt(live)).toBe(asked)
    live.server.advance(40_000)
    const ids = (await list(live)).map(({ id }) => id)
    await Promise.all(ids.map((id) => live.client.get(`/v1/integrations/${id}`)))
    expect(checksAt(live)).toBe(asked)
    live.github.setAnswer(githubCalls.check, undefined)
    const checked = await json(live.client.post(`${path}/check`))
    expect(checked).not.toHaveProperty('unchecked_since')
    await pass(live, minute)
    expect(checksAt(live)).toBeGreaterThanOrEqual(asked + count)
  })
})
