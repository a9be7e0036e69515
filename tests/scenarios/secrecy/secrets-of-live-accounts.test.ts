import { expect, test } from 'vitest'
import { describeLive, githubCalls, noConnection } from '@/tests/support/live-scene'

describeLive('a secret of a live account', (scene) => {
  test('is not readable in the store, the log or an answer', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    const code = await live.client.code('github')
    await live.client.post(
      '/v1/integrations',
      { service: 'github', oauth_code: code },
      { 'idempotency-key': 'k-1' },
    )
    const heldCode = await live.client.code('github')
    live.github.user = live.newUser()
    const mismatch = await live.client.post('/v1/integrations', {
      service: 'github',
      oauth_code: heldCode,
      reconnects: integration.id,
    })
    expect(mismatch.status).toBe(409)
    const botToken = '7654321:canary_bot_token_of_a_person_000001'
    live.github.setAnswer(githubCalls.revokeGrant, noConnection)
    const bots = await live.server.client({ account: 'bots' })
    await bots.post(
      '/v1/integrations',
      { service: 'telegram', bot_token: botToken },
      { 'idempotency-key': 'k-2' },
    )
    await live.client.delete(`/v1/integrations/${integration.id}`)

    const everything: string[] = [live.server.logged(), await mismatch.text()]
    for (const table of [
      'accounts',
      'tokens',
      'sign_in_links',
      'integrations',
      'events',
      'transactions',
      'oauth_codes',
      'connect_attempts',
      'connect_attempt_steps',
      'connect_attempt_references',
      'idempotency_keys',
      'revocations',
      'sandbox_grants',
      'sandbox_tokens',
      'facts',
    ] as const) {
      everything.push(
        JSON.stringify(await live.server.storage.db.selectFrom(table).selectAll().execute()),
      )
    }
    const secrets = [
      ...live.github.secrets,
      live.client.token,
      code,
      heldCode,
      botToken,
      'live-client-secret',
      'canary_provider_code',
    ]
    for (const secret of secrets) {
      expect(everything.join('\n')).not.toContain(secret)
    }
  })
})
