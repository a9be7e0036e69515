import { expect, test } from 'vitest'
import type { Check } from '@/lib/contract/api/check'
import { githubNotFound, githubOrigin } from '@/tests/support/fake-github'
import {
  githubCalls,
  json,
  type LiveScene,
  liveScene,
  noConnection,
} from '@/tests/support/live-scene'
import { platformOn } from '@/tests/support/platform'
import { describeOnBothStores } from '@/tests/support/stores'

const checksOf = (
  { client }: Pick<LiveScene, 'client'>,
  { id }: { id: string },
): Promise<Check[]> => json(client.get(`/v1/integrations/${id}/checks`))

describeOnBothStores('the checks of an integration', (openStore) => {
  test('say what was asked and answered, and what that means for the status', async () => {
    const live = await liveScene(await openStore())
    const integration = await live.client.connect('github')
    expect(await checksOf(live, integration)).toEqual([])
    await live.check(integration)
    const asked = `POST ${githubOrigin}/applications/live-client-id/token`
    const [check] = await checksOf(live, integration)
    expect(check).toMatchObject({
      outcome: 'alive',
      cause: 'forced',
      asked,
      answered: '200',
      status: 'connected',
    })

    live.server.advance(60_000)
    live.github.setAnswer(githubCalls.check, () => new Response('<h1>x</h1>', { status: 502 }))
    await live.check(integration)
    live.server.advance(60_000)
    live.github.setAnswer(githubCalls.check, noConnection)
    await live.check(integration)
    live.server.advance(60_000)
    live.github.setAnswer(githubCalls.check, githubNotFound)
    live.github.setAnswer(githubCalls.token, () => Response.json({ error: 'bad_refresh_token' }))
    await live.check(integration)
    const checks = await checksOf(live, integration)
    expect(checks.map(({ outcome, answered, status }) => [outcome, answered, status])).toEqual([
      ['dead', '200 bad_refresh_token', 'error'],
      ['unknown', 'no answer: unreachable', 'connected'],
      ['unknown', '502', 'connected'],
      ['alive', '200', 'connected'],
    ])
    const times = checks.map(({ at }) => at)
    expect(times).toEqual(times.toSorted().reverse())
  })

  test('name who asked: the sweep, a request, or a person', async () => {
    const live = await liveScene(await openStore())
    const integration = await live.client.connect('github')
    await live.check(integration)
    live.server.advance(16 * 60_000)
    await live.client.get(`/v1/integrations/${integration.id}`)
    live.server.advance(17 * 60_000)
    await live.server.platform.runBackground()
    const causes = (await checksOf(live, integration)).map(({ cause }) => cause)
    expect(causes).toEqual(['sweep', 'request', 'forced'])
  })

  test('are kept fifty times at most', async () => {
    const live = await liveScene(await openStore())
    const [integration, other] = [await live.client.connect('github'), { id: '' }]
    live.github.user = live.newUser()
    other.id = (await live.client.connect('github')).id
    await live.client.post(`/v1/integrations/${other.id}/check`)
    for (let count = 0; count < 60; count++) {
      live.server.advance(1000)
      await live.check(integration)
    }
    const checks = await checksOf(live, integration)
    expect(checks).toHaveLength(50)
    const { rows } = await live.storage.db
      .selectFrom('checks')
      .select(({ fn }) => fn.countAll().as('rows'))
      .where('integration_id', '=', integration.id)
      .executeTakeFirstOrThrow()
    expect(Number(rows)).toBe(50)
    expect(await checksOf(live, other)).toHaveLength(1)
  })

  test('contain no token, not even where a vendor has it in the path', async () => {
    const storage = await openStore()
    const botToken = `4711:${'Canary0'.repeat(5)}`
    const server = platformOn(storage, {
      network: async (request) =>
        new URL(request.url).pathname.includes(botToken)
          ? Response.json({ ok: true, result: { id: 4711, is_bot: true, username: 'a_bot' } })
          : Response.json({ ok: false, error_code: 401, description: botToken }, { status: 401 }),
    })
    const client = await server.client({ environment: 'live' })
    const { id } = await json(
      client.post('/v1/integrations', { service: 'telegram', bot_token: botToken }),
    )
    await client.post(`/v1/integrations/${id}/check`)
    const checks = await checksOf({ client }, { id })
    expect(checks[0]?.asked).toMatch(/^GET|POST https:\/\/api\.telegram\.org\/bot…\/getMe$/)
    const stored = await storage.db.selectFrom('checks').selectAll().execute()
    expect(JSON.stringify([checks, stored])).not.toContain('Canary0')
  })

  test.each([
    ['a token as its error', { error: 'gho_canary_access_1' }],
    ['a long text as its error', { error: 'please '.repeat(50) }],
    ['a text with a line break as its error', { error: 'Not\nFound' }],
    ['no word that is one', { error: { code: 7, status: null }, message: ['x'] }],
  ])('leave out the word of a vendor that sends %s', async (_, body) => {
    const live = await liveScene(await openStore())
    const integration = await live.client.connect('github')
    live.github.setAnswer(githubCalls.check, () => Response.json(body, { status: 503 }))
    await live.check(integration)
    expect((await checksOf(live, integration))[0]?.answered).toBe('503')
  })

  test('are those of the own account only', async () => {
    const live = await liveScene(await openStore())
    const integration = await live.client.connect('github')
    const stranger = await live.server.client({ account: 'stranger', environment: 'live' })
    const foreign = await stranger.get(`/v1/integrations/${integration.id}/checks`)
    const unknown = await stranger.get('/v1/integrations/int_unknown/checks')
    expect([foreign.status, unknown.status]).toEqual([404, 404])
    expect((await foreign.json()).detail).toBe((await unknown.json()).detail)
  })

  test('of a credential that does not open say that nobody was asked', async () => {
    const live = await liveScene(await openStore())
    const integration = await live.client.connect('github')
    await live.storage.db
      .updateTable('integrations')
      .set({ credential: 'v1.k1.damaged.damaged' })
      .where('id', '=', integration.id)
      .execute()
    await live.check(integration)
    expect((await checksOf(live, integration))[0]).toMatchObject({
      outcome: 'dead',
      asked: null,
      answered: null,
      status: 'error',
    })
  })
})
