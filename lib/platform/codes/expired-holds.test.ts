import { expect, test } from 'vitest'
import { createKeyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { describeLive, json, type LiveScene } from '@/tests/support/live-scene'
import { newKeys } from '@/tests/support/platform'

const keys = newKeys()

describeLive('what waits for a decision that never comes', (scene) => {
  async function undecided() {
    const live = await scene({ keys })
    const known = await live.client.connect('github')
    const oauth_code = await live.client.code('github')
    live.github.user = live.newUser()
    const body = { service: 'github', oauth_code, reconnects: known.id }
    const mismatch = await json(live.client.post('/v1/integrations', body))
    expect(mismatch).toMatchObject({ code: 'account_mismatch' })
    return { live, known, oauth_code }
  }

  async function damage(live: LiveScene, columns: object) {
    await live.storage.db
      .updateTable('oauth_codes')
      .set(columns)
      .where('held_credential', 'is not', null)
      .execute()
  }

  /** Seals something else under the code. */
  async function holdInstead(live: LiveScene, content: object) {
    const held = await live.storage.db
      .selectFrom('oauth_codes')
      .selectAll()
      .where('held_credential', 'is not', null)
      .executeTakeFirstOrThrow()
    const home = rowIdentity.oauthCode('held_credential', held)
    await damage(live, { held_credential: createKeyring(keys).seal(JSON.stringify(content), home) })
  }

  const holds = async (live: LiveScene) =>
    (
      await live.storage.db
        .selectFrom('oauth_codes')
        .select('hash')
        .where('held_credential', 'is not', null)
        .execute()
    ).length

  test.each([
    ['cannot be opened', { held_credential: 'not what was sealed' }, 0],
    ['is of a service that only a newer version knows', { service: 'linear' }, 1],
    ['is of an environment that nobody knows', { environment: 'staging' }, 1],
  ])(
    'keeps no other work from being done when it %s, and alarms once',
    async (_, columns, left) => {
      const { live, known } = await undecided()
      await damage(live, columns)
      const { platform } = live.work
      const before = platform.lastBackgroundRuns()
      live.work.advance(10 * 60_000)
      for (let round = 0; round < 3; round++) await platform.runBackground()
      for (const [job, at] of Object.entries(platform.lastBackgroundRuns())) {
        expect(at, job).toBeGreaterThan(before[job] ?? 0)
      }
      expect(live.work.logged().match(/operator alarm/g)).toHaveLength(1)
      expect(await holds(live)).toBe(left)
      await damage(live, { held_credential: null })
      expect(await live.check(known)).toMatchObject({ status: 'connected' })
    },
  )

  test.each([
    ['cannot be opened', (live: LiveScene) => damage(live, { held_credential: 'not sealed' })],
    [
      'is of a shape that only a newer version knows',
      (live: LiveScene) => holdInstead(live, { credential: 'canary', account: 7 }),
    ],
  ])('is refused as used, to whoever presents the code, when it %s', async (_, spoil) => {
    const { live, oauth_code } = await undecided()
    await spoil(live)
    const { hash } = await live.storage.db
      .selectFrom('oauth_codes')
      .select('hash')
      .where('held_credential', 'is not', null)
      .executeTakeFirstOrThrow()
    const thief = await live.work.client({
      account: `of ${live.github.user.id}`,
      environment: 'live',
    })
    const body = { service: 'github', oauth_code }
    for (const by of [live.client, thief, thief]) {
      const refused = await json(by.post('/v1/integrations', body))
      expect(refused).toMatchObject({ status: 400, reason: 'used' })
    }
    live.work.advance(10 * 60_000)
    await live.work.platform.runBackground()
    const alarms = live.work.logged().match(/.*operator alarm.*/g)
    expect(alarms).toEqual([expect.stringContaining(hash)])
    expect(live.work.logged()).not.toContain('canary')
    expect(await holds(live)).toBe(0)
  })
})
