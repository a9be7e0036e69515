import { expect, test } from 'vitest'
import { githubOrigin } from '@/tests/support/fake-github'
import {
  connectDue,
  describeLive,
  githubCalls,
  hour,
  type LiveScene,
} from '@/tests/support/live-scene'

const unusableAnswers = [
  ['no token type', { token_type: undefined }],
  ['an expiry at once', { expires_in: 0 }],
  ['scopes that are a number', { scope: 7 }],
  ['an error beside the tokens', { error: 'server_error' }],
] as const

/** GitHub rotates its refresh tokens. After each answer the stored refresh token no longer works. */
describeLive('a refresh answer that cannot be used', (scene) => {
  /** Makes GitHub answer the next refresh with new tokens, in an answer with these changes. */
  function spoil({ github }: LiveScene, presented: string, changes: object): void {
    github.setAnswer(githubCalls.token, async () => {
      github.setAnswer(githubCalls.token, undefined)
      const rotation = new Request(`${githubOrigin}/login/oauth/access_token`, {
        method: 'POST',
        body: new URLSearchParams({
          client_secret: 'live-client-secret',
          grant_type: 'refresh_token',
          refresh_token: presented,
        }),
      })
      const body = Object(await (await github.network(rotation)).json())
      return Response.json({ ...body, ...changes })
    })
  }

  test.each(unusableAnswers)('with %s still has its refresh token stored', async (_, changes) => {
    const live = await scene()
    const integration = await connectDue(live)
    spoil(live, 'ghr_canary_refresh_1', changes)
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
    expect(await live.eventTypesOf(integration)).toEqual(['check_failed', 'connected'])
    live.server.advance(hour)
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
    expect(live.github.reused()).toBe(0)
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_3'])
  })

  test('does not prevent a revocation from ending the grant', async () => {
    const live = await scene()
    const integration = await connectDue(live)
    live.github.setAnswer(githubCalls.revokeGrant, () => new Response('oops', { status: 503 }))
    await live.client.delete(`/v1/integrations/${integration.id}`)
    live.github.setAnswer(githubCalls.revokeGrant, undefined)
    live.github.alive.delete('gho_canary_access_1')
    spoil(live, 'ghr_canary_refresh_1', { token_type: undefined })
    live.server.advance(hour)
    await live.server.platform.runBackground()
    expect([...live.github.alive.keys()]).toEqual([])
    expect(live.github.reused()).toBe(0)
    expect(await live.eventTypesOf(integration)).toContain('revoked_at_provider')
  })
})
