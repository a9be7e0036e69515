import { expect, test } from 'vitest'
import { describeLive, json } from '@/tests/live-scene'

describeLive('what waits for a decision that never comes', (scene) => {
  async function undecided() {
    const live = await scene()
    const known = await live.client.connect('github')
    const oauth_code = await live.client.code('github')
    live.github.user = live.newUser()
    const body = { service: 'github', oauth_code, reconnects: known.id }
    const mismatch = await json(live.client.post('/v1/integrations', body))
    expect(mismatch).toMatchObject({ code: 'account_mismatch' })
    return { live, known }
  }

  test('does not keep the other work from being done when it cannot be opened', async () => {
    const { live, known } = await undecided()
    await live.storage.db
      .updateTable('oauth_codes')
      .set({ held_credential: 'not what was sealed' })
      .where('held_credential', 'is not', null)
      .execute()
    const before = live.work.platform.lastBackgroundRunAt()
    live.work.advance(10 * 60_000)
    await live.work.platform.runBackground()
    expect(live.work.platform.lastBackgroundRunAt()).not.toBe(before)
    expect(live.work.logged()).toContain('operator alarm')
    expect(await live.check(known)).toMatchObject({ status: 'connected' })
    await live.work.platform.runBackground()
    expect(live.work.logged().match(/operator alarm/g)).toHaveLength(1)
  })
})
