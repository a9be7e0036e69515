import { expect, test } from 'vitest'
import { describeLive, githubCalls, json } from '@/tests/live-scene'

const unavailable = () => new Response('oops', { status: 503 })

describeLive('a grant that several integrations live by', (scene) => {
  test('outlives the disconnect of one of them, in whichever account', async () => {
    const live = await scene()
    const other = await live.work.client({ account: 'another', environment: 'live' })
    const [mine, theirs] = [await live.client.connect('github'), await other.connect('github')]
    expect((await live.client.delete(`/v1/integrations/${mine.id}`)).status).toBe(204)
    expect(live.github.calls[githubCalls.revokeGrant]).toBeUndefined()
    expect(live.github.alive.has('gho_canary_access_1')).toBe(false)
    expect(await live.typesOf(mine)).toEqual(['revocation_skipped', 'disconnected', 'connected'])
    expect(await live.check(theirs, other)).toMatchObject({ status: 'connected' })
    await other.delete(`/v1/integrations/${theirs.id}`)
    expect(live.github.calls[githubCalls.revokeGrant]).toBe(1)
  })

  test('is not ended by a revocation that waited while the account was reconnected (O8)', async () => {
    const live = await scene()
    const known = await live.client.connect('github')
    live.github.answer(githubCalls.revokeGrant, unavailable)
    await live.client.delete(`/v1/integrations/${known.id}`)
    const again = await live.client.connect('github')
    expect(again.id).toBe(known.id)
    live.github.answer(githubCalls.revokeGrant, undefined)
    live.work.advance(3 * 60_000)
    await live.work.platform.runBackground()
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_2'])
    expect(await live.check(again)).toMatchObject({ status: 'connected' })
  })

  test('is not ended when a second exchange of its person does not say whose it is', async () => {
    const live = await scene()
    const known = await live.client.connect('github')
    const other = await live.work.client({ account: 'hasty', environment: 'live' })
    const oauth_code = await other.code('github')
    live.github.answer(githubCalls.user, unavailable)
    const failed = await json(other.post('/v1/integrations', { service: 'github', oauth_code }))
    expect(failed).toMatchObject({ status: 502, code: 'provider_error' })
    expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_1'])
    expect(await live.check(known)).toMatchObject({ status: 'connected' })
  })
})
