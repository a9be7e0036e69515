import { expect, test } from 'vitest'
import {
  answerPath,
  ben,
  type Scene,
  validPath,
  visitorAtProvider,
} from '@/tests/support/connect-scene'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a transaction that has ended', async (openStore) => {
  const storage = await openStore()

  const countCodes = async () =>
    (await storage.db.selectFrom('oauth_codes').select('hash').execute()).length
  const otherCode = (state: string) => answerPath('slack', { code: 'attackers-code', state })
  const denied = (state: string) => answerPath('slack', { error: 'access_denied', state })

  test.each<[string, (state: string) => [first: string, second: string]]>([
    ['a reload', (state) => [validPath(state), validPath(state)]],
    ['a second code for the same state', (state) => [validPath(state), otherCode(state)]],
    ['a code after a denial', (state) => [denied(state), validPath(state)]],
    ['a denial after a code', (state) => [validPath(state), denied(state)]],
  ])('sends the same browser to the same URL again, after %s', async (_, answers) => {
    const { visitor, state } = await visitorAtProvider(storage)
    const before = await countCodes()
    const [first, second] = answers(state)
    const firstUrl = (await visitor.get(first)).headers.get('location')
    const codes = await countCodes()
    const again = await visitor.get(second)
    expect([again.status, again.headers.get('location')]).toEqual([303, firstUrl])
    expect(firstUrl).toContain('/callback?')
    expect(await countCodes(), 'one code at most').toBe(codes)
    expect(codes - before).toBe(first === denied(state) ? 0 : 1)
  })

  test('makes one code for four answers at once, and sends all to the same URL', async () => {
    const { visitor, state } = await visitorAtProvider(storage)
    const before = await countCodes()
    const answers = await Promise.all([1, 2, 3, 4].map(() => visitor.get(validPath(state))))
    const redirects = answers.map((answer) => `${answer.status} ${answer.headers.get('location')}`)
    expect(new Set(redirects).size, redirects.join()).toBe(1)
    expect(redirects[0]).toMatch(/^303 .*oauth_code=mtoc_/)
    expect(await countCodes()).toBe(before + 1)
  })

  test('is refused when its time is over, although it was answered in time', async () => {
    const { visitor, state, wait, logged } = await visitorAtProvider(storage)
    await visitor.get(validPath(state))
    wait(600_000)
    await expectRefusal(
      await visitor.get(validPath(state)),
      409,
      'This connection was answered before',
      logged,
    )
  })

  test.each<[string, number, string, (scene: Scene) => Promise<Response>]>([
    [
      'a replay from another browser',
      409,
      'This connection was answered before',
      async ({ visitor, browser, state }) => {
        await visitor.get(validPath(state))
        return browser(ben).get(validPath(state))
      },
    ],
    [
      'a replay by somebody else in the same browser',
      409,
      'This connection was answered before',
      async ({ visitor, state }) => {
        await visitor.get(validPath(state))
        visitor.signInAs(ben)
        return visitor.get(validPath(state))
      },
    ],
    [
      'ten minutes at the provider',
      410,
      'That took too long',
      ({ visitor, state, wait }) => {
        wait(600_000)
        return visitor.get(validPath(state))
      },
    ],
    [
      'a denial after ten minutes',
      410,
      'That took too long',
      ({ visitor, state, wait }) => {
        wait(600_000)
        return visitor.get(denied(state))
      },
    ],
  ])('is refused after %s', async (_, status, title, step) => {
    const scene = await visitorAtProvider(storage)
    await expectRefusal(await step(scene), status, title, scene.logged)
  })
})
