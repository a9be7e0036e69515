import { beforeEach, expect, test, vi } from 'vitest'
import { breakableStore, storeLosingAnswers } from '@/tests/support/breakable-store'
import { connectDue, githubCalls, liveScene } from '@/tests/support/live-scene'
import { describeOnBothStores } from '@/tests/support/stores'

/** How long the program has waited. The waits themselves are over at once. */
let waitedMs = 0
vi.mock('node:timers/promises', async (importOriginal) => ({
  ...(await importOriginal<typeof import('node:timers/promises')>()),
  setTimeout: async (milliseconds: number) => {
    waitedMs += milliseconds
  },
}))

beforeEach(() => {
  waitedMs = 0
})

describeOnBothStores('while the store is away', (openStore) => {
  /** The store fails from `leave` on, until the program has waited for so long. */
  async function leavingStore() {
    const leaving = { until: 0 }
    const storage = breakableStore(await openStore(), () => waitedMs < leaving.until)
    const leave = (milliseconds: number) => {
      leaving.until = waitedMs + milliseconds
    }
    return { storage, leave }
  }

  test.each([30, 60])('for %i s, no refreshed credential is lost', async (seconds) => {
    const { storage, leave } = await leavingStore()
    const live = await liveScene(storage)
    const integration = await connectDue(live)
    const refresh = live.github.pauseRefreshes()
    const checking = live.check(integration)
    await refresh.asked
    leave(seconds * 1000)
    refresh.release()
    expect(await checking).toMatchObject({ status: 'connected' })
    live.server.advance(9 * 60 * 60_000)
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
    expect(live.github.reused()).toBe(0)
  })

  test('a refreshed credential that it has stored without an answer is not revoked', async () => {
    let lostAnswers = 0
    const storage = storeLosingAnswers(await openStore(), () => lostAnswers-- > 0)
    const live = await liveScene(storage)
    const integration = await connectDue(live)
    const refresh = live.github.pauseRefreshes()
    const checking = live.check(integration)
    await refresh.asked
    lostAnswers = 1
    refresh.release()
    expect(await checking).toMatchObject({ status: 'connected' })
    expect(live.github.calls).not.toHaveProperty(githubCalls.revokeToken)
    expect(live.github.calls[githubCalls.token]).toBe(2)
    expect(live.github.reused()).toBe(0)
  })

  test('a check that it interrupts is made again when it is back', async () => {
    const { storage, leave } = await leavingStore()
    const live = await liveScene(storage)
    await live.client.connect('github')
    live.github.setAnswer(githubCalls.check, () => {
      leave(1000)
      return new Response('', { status: 500 })
    })
    live.server.advance(17 * 60_000)
    await live.server.platform.runBackground()
    expect(live.github.calls[githubCalls.check]).toBe(1)
    live.github.setAnswer(githubCalls.check, undefined)
    waitedMs += 1000
    live.server.advance(1000)
    await live.server.platform.runBackground()
    expect(live.github.calls[githubCalls.check]).toBe(2)
  })
})
