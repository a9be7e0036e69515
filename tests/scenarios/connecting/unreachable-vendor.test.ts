import { expect, test } from 'vitest'
import { githubOrigin } from '@/tests/support/fake-github'
import { describeLive, githubCalls, json } from '@/tests/support/live-scene'

const host = new URL(githubOrigin).host

const refused = () => {
  const cause = Object.assign(new Error(`connect ECONNREFUSED ${host}`), { code: 'ECONNREFUSED' })
  return Promise.reject(new TypeError('fetch failed', { cause }))
}

describeLive('a live account whose vendor cannot be reached', (scene) => {
  test('is told that no answer came, and the log says why, where and for which request', async () => {
    const live = await scene()
    const oauth_code = await live.client.code('github')
    live.github.setAnswer(githubCalls.token, refused)
    const problem = await json(
      live.client.post('/v1/integrations', { service: 'github', oauth_code }),
    )
    expect(problem).toMatchObject({
      status: 502,
      code: 'provider_error',
      reason: 'unreachable',
      detail: 'No answer came from GitHub. Nothing was connected; start again.',
    })
    const line = live.server
      .logged()
      .split('\n')
      .find((each) => each.includes('ECONNREFUSED'))
    expect(JSON.parse(line ?? '{}')).toEqual({
      request_id: problem.request_id,
      trace_id: expect.stringMatching(/^[\da-f]{32}$/),
      service: 'github',
      failure: 'unreachable',
      vendor_code: 'unreachable',
      host,
      system_code: 'ECONNREFUSED',
      message: 'a provider failed while connecting',
    })
  })

  test('keeps its connections as they were, and the log of a check and of a revocation says why', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    live.github.setAnswer(githubCalls.check, refused)
    live.github.setAnswer(githubCalls.revokeGrant, refused)
    expect(await live.check(integration)).toMatchObject(integration)
    expect((await live.client.delete(`/v1/integrations/${integration.id}`)).status).toBe(204)
    const lines = live.server
      .logged()
      .split('\n')
      .filter((each) => each.includes('ECONNREFUSED'))
      .map((line) => JSON.parse(line))
    expect(lines).toMatchObject([
      { integration: integration.id, host, message: 'a check got no definitive answer' },
      { integration: integration.id, host, message: 'a grant could not be revoked yet' },
    ])
    for (const line of lines) expect(line.request_id).toMatch(/^[\w-]{36}$/)
    const [failed] = await json(live.client.get(`/v1/integrations/${integration.id}/events`))
    expect(failed).toMatchObject({ type: 'revocation_failed', reason: 'unreachable' })
    for (const secret of live.github.secrets) expect(live.server.logged()).not.toContain(secret)
  })
})
