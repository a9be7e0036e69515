import { expect, test } from 'vitest'
import { describeLive, githubCalls, json } from '@/tests/support/live-scene'
import type { Client } from '@/tests/support/platform'

const post = (caller: Client, body: object) =>
  json(caller.post('/v1/integrations', { service: 'github', ...body }))

describeLive('a code that is presented by two tokens', (scene) => {
  async function stealCode() {
    const live = await scene()
    const thief = await live.server.client({
      account: `of ${live.github.user.id}`,
      environment: 'live',
    })
    return { live, thief, oauth_code: await live.client.code('github') }
  }

  test('ends the grant of the integration that it connected, and the audit log says so', async () => {
    const { live, thief, oauth_code } = await stealCode()
    const integration = await post(live.client, { oauth_code })
    expect(await post(thief, { oauth_code })).toMatchObject({ status: 400, reason: 'used' })
    expect(await json(live.client.get(`/v1/integrations/${integration.id}`))).toMatchObject({
      status: 'error',
      status_reason: 'revoked',
    })
    expect(live.github.alive.size).toBe(0)
    expect(live.server.logged()).toContain('"audit":"code_replayed"')
  })

  test('connects nothing when the second token presents it during the exchange', async () => {
    const { live, thief, oauth_code } = await stealCode()
    live.github.setAnswer(githubCalls.user, async () => {
      expect(await post(thief, { oauth_code })).toMatchObject({ status: 400, reason: 'used' })
      return Response.json({ ...live.github.user })
    })
    expect(await post(live.client, { oauth_code })).toMatchObject({
      status: 400,
      code: 'invalid_oauth_code',
      reason: 'replayed',
    })
    expect(await json(live.client.get('/v1/integrations'))).toEqual([])
    expect(live.github.alive.size).toBe(0)
  })

  test('ends the grant that is held under it', async () => {
    const { live, thief, oauth_code } = await stealCode()
    const integration = await live.client.connect('github')
    live.github.user = live.newUser()
    const mismatch = await post(live.client, { oauth_code, reconnects: integration.id })
    expect(mismatch).toMatchObject({ code: 'account_mismatch' })
    expect(live.github.alive.size).toBe(2)
    expect(await post(thief, { oauth_code })).toMatchObject({ status: 400, reason: 'used' })
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_1'])
    expect(await post(live.client, { oauth_code })).toMatchObject({ status: 400, reason: 'used' })
    expect(await live.check(integration)).toEqual({
      ...integration,
      checked_at: expect.any(String),
    })
  })

  test('is refused when its own token presents it again, and that ends nothing', async () => {
    const { live, oauth_code } = await stealCode()
    const integration = await post(live.client, { oauth_code })
    expect(await post(live.client, { oauth_code })).toMatchObject({ status: 400, reason: 'used' })
    expect(await json(live.client.get('/v1/integrations'))).toEqual([integration])
  })

  test('twenty times at once is exchanged once and leaves no grant alive', async () => {
    const { live, thief, oauth_code } = await stealCode()
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => post(n % 2 ? thief : live.client, { oauth_code })),
    )
    expect(live.github.calls[githubCalls.token]).toBe(1)
    const listed: { status: string }[] = await json(live.client.get('/v1/integrations'))
    expect(listed.filter(({ status }) => status !== 'error')).toEqual([])
    expect(live.github.alive.size).toBe(0)
  })
})
