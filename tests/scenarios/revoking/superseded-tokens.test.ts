import { expect, test } from 'vitest'
import { describeLive, hour } from '@/tests/support/live-scene'

/** GitHub keeps every token that it gave to an app valid until somebody revokes it. */
describeLive('a token that is no longer needed', (scene) => {
  test('is revoked although it has expired, when another integration uses the grant', async () => {
    const live = await scene()
    const other = await live.server.client({ account: 'another', environment: 'live' })
    const [mine, theirs] = [await live.client.connect('github'), await other.connect('github')]
    live.server.advance(9 * hour)
    live.github.alive.delete('gho_canary_access_1')
    await live.client.delete(`/v1/integrations/${mine.id}`)
    expect(await live.eventTypesOf(mine)).toEqual([
      'revocation_skipped',
      'disconnected',
      'connected',
    ])
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    expect(await live.check(theirs, other)).toMatchObject({ status: 'connected' })
  })

  test('is revoked when a reconnect has replaced it', async () => {
    const live = await scene()
    const integration = await live.client.connect('github')
    expect((await live.client.connect('github')).id).toBe(integration.id)
    await live.server.platform.runBackground()
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    expect(await live.eventTypesOf(integration)).toEqual(['reconnected', 'connected'])
  })

  test('is revoked although twenty reconnects came at once', async () => {
    const live = await scene()
    const codes = await Promise.all(Array.from({ length: 20 }, () => live.client.code('github')))
    await Promise.all(
      codes.map((oauth_code) =>
        live.client.post('/v1/integrations', { service: 'github', oauth_code }),
      ),
    )
    await live.server.platform.runBackground()
    expect(live.github.alive.size).toBe(1)
    const [integration] = await (await live.client.get('/v1/integrations')).json()
    expect(await live.check(integration)).toMatchObject({ status: 'connected' })
  })
})
