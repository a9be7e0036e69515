import { expect, test } from 'vitest'
import { githubCalls, json, type LiveScene, liveScene } from '@/tests/support/live-scene'
import { describeOnBothStores } from '@/tests/support/stores'

/** Damages of the store, made while GitHub is asked who owns a new token. Each renames one column. */
const damages = {
  'the history cannot be written': [{ table: 'events', column: 'at', broken: 'gone_at' }],
  'integrations cannot be read': [{ table: 'integrations', column: 'external_id', broken: 'gone' }],
  'the code cannot be settled': [
    { table: 'oauth_codes', column: 'integration_id', broken: 'gone_id' },
  ],
} as const

describeOnBothStores('a grant that cannot be saved', (openStore) => {
  /** Damages the store at the next question who owns a token. Returns a function that repairs the store. */
  async function damageStore(
    live: LiveScene,
    { table, column, broken }: { table: string; column: string; broken: string },
  ) {
    const rename = (from: string, to: string) =>
      live.storage.db.schema.alterTable(table).renameColumn(from, to).execute()
    live.github.setAnswer(githubCalls.user, async () => {
      await rename(column, broken)
      return Response.json({ ...live.github.user })
    })
    return async () => {
      live.github.setAnswer(githubCalls.user, undefined)
      await rename(broken, column)
    }
  }

  const prepareConnect = async (live: LiveScene, body: object = {}) => {
    const oauth_code = await live.client.code('github')
    return () => live.client.post('/v1/integrations', { service: 'github', oauth_code, ...body })
  }

  const runBackgroundLater = async (live: LiveScene) => {
    live.server.advance(10 * 60_000)
    await live.server.platform.runBackground()
  }

  test.each(Object.entries(damages))('is revoked when %s', async (_, [damage]) => {
    const live = await liveScene(await openStore())
    const post = await prepareConnect(live)
    const repair = await damageStore(live, damage)
    expect(await json(post())).toMatchObject({ code: 'internal_error' })
    await repair()
    await runBackgroundLater(live)
    expect([...live.github.alive.keys()]).toEqual([])
    expect(await json(live.client.get('/v1/integrations'))).toEqual([])
  })

  test.each(Object.entries(damages))(
    'of an integration to reconnect loses only its new token when %s',
    async (_, [damage]) => {
      const live = await liveScene(await openStore())
      const integration = await live.client.connect('github')
      const post = await prepareConnect(live, { reconnects: integration.id })
      const repair = await damageStore(live, damage)
      expect(await json(post())).toMatchObject({ code: 'internal_error' })
      await repair()
      await runBackgroundLater(live)
      expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_1'])
      expect(await live.check(integration)).toMatchObject({
        id: integration.id,
        status: 'connected',
      })
    },
  )

  test.each([
    { table: 'integrations', column: 'external_id', broken: 'gone' },
    { table: 'oauth_codes', column: 'held_credential', broken: 'gone_held' },
  ])(
    'of another account than expected is revoked when $column cannot be written',
    async (damage) => {
      const live = await liveScene(await openStore())
      const integration = await live.client.connect('github')
      const post = await prepareConnect(live, { reconnects: integration.id })
      live.github.user = live.newUser()
      const repair = await damageStore(live, damage)
      expect(await json(post())).toMatchObject({ code: 'internal_error' })
      await repair()
      await runBackgroundLater(live)
      expect([...live.github.alive.keys()]).toEqual(['gho_canary_access_1'])
    },
  )

  test('is revoked at once when the whole store is gone', async () => {
    const live = await liveScene(await openStore())
    const post = await prepareConnect(live)
    live.github.setAnswer(githubCalls.user, async () => {
      await live.storage.close()
      return Response.json({ ...live.github.user })
    })
    expect((await post()).status).toBeGreaterThanOrEqual(500)
    expect([...live.github.alive.keys()]).toEqual([])
  })
})
