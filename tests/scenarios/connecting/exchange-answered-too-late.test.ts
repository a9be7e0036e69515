import { expect, test } from 'vitest'
import {
  describeLive,
  githubCalls,
  githubTokenRequest,
  json,
  type LiveScene,
} from '@/tests/support/live-scene'

describeLive('an exchange that its provider answers too late', (scene) => {
  /** Starts an exchange that times out. Returns a function that then lets the provider answer. */
  async function startLateExchange(live: LiveScene) {
    let answerNow = () => {}
    const released = new Promise<void>((resolve) => {
      answerNow = resolve
    })
    const oauth_code = await live.client.code('github')
    live.github.setAnswer(githubCalls.token, async () => {
      live.github.setAnswer(githubCalls.token, undefined)
      await released
      return live.github.network(githubTokenRequest())
    })
    const response = await live.client.post('/v1/integrations', { service: 'github', oauth_code })
    expect(response.status).toBe(504)
    return answerNow
  }

  test('has its token revoked when the answer comes after all', async () => {
    const live = await scene()
    const answerNow = await startLateExchange(live)
    expect(live.github.calls[githubCalls.revokeToken]).toBeUndefined()
    answerNow()
    await expect.poll(() => live.github.calls[githubCalls.revokeToken]).toBe(1)
    expect([...live.github.alive.keys()]).toEqual([])
    expect(await json(live.client.get('/v1/integrations'))).toEqual([])
  })

  test('changes nothing about an integration that was connected meanwhile', async () => {
    const live = await scene()
    const answerNow = await startLateExchange(live)
    const integration = await live.client.connect('github')
    answerNow()
    await expect.poll(() => live.github.calls[githubCalls.revokeToken]).toBe(1)
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_1'])
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
  })

  test('is waited for when the server stops, but not for ever', async () => {
    const live = await scene()
    const answerNow = await startLateExchange(live)
    await live.server.platform.close(50)
    expect(live.server.logged()).toContain('work was left unfinished')
    const closed = live.server.platform.close(5000)
    answerNow()
    await closed
    expect([...live.github.alive.keys()]).toEqual([])
  })
})
