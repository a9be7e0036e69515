import { expect, test } from 'vitest'
import { anaLeft, back, ben, type Scene, valid } from '@/tests/connect-scene'
import { expectRefusal } from '@/tests/expect-refusal'
import { describeOnBothStores } from '@/tests/stores'

describeOnBothStores('a way that has ended', async (openStore) => {
  const storage = await openStore()

  const finished = 'This was answered before'
  test.each<[string, number, string, (scene: Scene) => Promise<Response>]>([
    [
      'a reload',
      409,
      finished,
      async ({ visitor, state }) => {
        await visitor.get(valid(state))
        return visitor.get(valid(state))
      },
    ],
    [
      'a second code for the same state',
      409,
      finished,
      async ({ visitor, state }) => {
        await visitor.get(valid(state))
        return visitor.get(back('slack', { code: 'attackers-code', state }))
      },
    ],
    [
      'a code after the person said no',
      409,
      finished,
      async ({ visitor, state }) => {
        await visitor.get(back('slack', { error: 'access_denied', state }))
        return visitor.get(valid(state))
      },
    ],
    [
      'a replay from another browser',
      409,
      finished,
      async ({ visitor, browser, state }) => {
        await visitor.get(valid(state))
        return browser(ben).get(valid(state))
      },
    ],
    [
      'ten minutes at the provider',
      410,
      'That took too long',
      ({ visitor, state, wait }) => {
        wait(600_000)
        return visitor.get(valid(state))
      },
    ],
    [
      'a denial after ten minutes',
      410,
      'That took too long',
      ({ visitor, state, wait }) => {
        wait(600_000)
        return visitor.get(back('slack', { error: 'access_denied', state }))
      },
    ],
  ])('is refused for good after %s', async (_, status, title, step) => {
    const scene = await anaLeft(storage)
    await expectRefusal(await step(scene), status, title, scene.logged)
    expect((await scene.visitor.get(valid(scene.state))).status).toBe(status)
  })
})
