import { expect, test } from 'vitest'
import { createKeyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { describeLive, json, type LiveScene } from '@/tests/support/live-scene'
import { newKeys } from '@/tests/support/platform'

const keys = newKeys()

describeLive('a hold that nobody decides about', (scene) => {
  async function makeHold() {
    const live = await scene({ keys })
    const connected = await live.client.connect('github')
    const oauth_code = await live.client.code('github')
    live.github.user = live.newUser()
    const body = { service: 'github', oauth_code, reconnects: connected.id }
    const mismatch = await json(live.client.post('/v1/integrations', body))
    expect(mismatch).toMatchObject({ code: 'account_mismatch' })
    return { live, connected, oauth_code }
  }

  async function updateHold(live: LiveScene, columns: object) {
    await live.storage.db
      .updateTable('oauth_codes')
      .set(columns)
      .where('held_credential', 'is not', null)
      .execute()
  }

  /** Replaces the held grant by other sealed content. */
  async function replaceGrant(live: LiveScene, content: object) {
    const held = await live.storage.db
      .selectFrom('oauth_codes')
      .selectAll()
      .where('held_credential', 'is not', null)
      .executeTakeFirstOrThrow()
    const identity = rowIdentity.oauthCode('held_credential', held)
    await updateHold(live, {
      held_credential: createKeyring(keys).seal(JSON.stringify(content), identity),
    })
  }

  const countHolds = async (live: LiveScene) =>
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
    'does not stop other background work when it %s, and raises one alarm',
    async (_, columns, holdsLeft) => {
      const { live, connected } = await makeHold()
      await updateHold(live, columns)
      const { platform } = live.server
      const before = platform.lastBackgroundRuns()
      live.server.advance(10 * 60_000)
      for (let round = 0; round < 3; round++) await platform.runBackground()
      for (const [job, endedAt] of Object.entries(platform.lastBackgroundRuns())) {
        expect(endedAt, job).toBeGreaterThan(before[job] ?? 0)
      }
      expect(live.server.logged().match(/operator alarm/g)).toHaveLength(1)
      expect(await countHolds(live)).toBe(holdsLeft)
      await updateHold(live, { held_credential: null })
      expect(await live.check(connected)).toMatchObject({ status: 'connected' })
    },
  )

  test.each([
    ['cannot be opened', (live: LiveScene) => updateHold(live, { held_credential: 'not sealed' })],
    [
      'is of a shape that only a newer version knows',
      (live: LiveScene) => replaceGrant(live, { credential: 'canary', account: 7 }),
    ],
  ])(
    'makes its code count as used for everybody who presents it, when the hold %s',
    async (_, damage) => {
      const { live, oauth_code } = await makeHold()
      await damage(live)
      const { hash } = await live.storage.db
        .selectFrom('oauth_codes')
        .select('hash')
        .where('held_credential', 'is not', null)
        .executeTakeFirstOrThrow()
      const thief = await live.server.client({
        account: `of ${live.github.user.id}`,
        environment: 'live',
      })
      const body = { service: 'github', oauth_code }
      for (const client of [live.client, thief, thief]) {
        const refused = await json(client.post('/v1/integrations', body))
        expect(refused).toMatchObject({ status: 400, reason: 'used' })
      }
      live.server.advance(10 * 60_000)
      await live.server.platform.runBackground()
      const alarms = live.server.logged().match(/.*operator alarm.*/g)
      expect(alarms).toEqual([expect.stringContaining(hash)])
      expect(live.server.logged()).not.toContain('canary')
      expect(await countHolds(live)).toBe(0)
    },
  )
})
