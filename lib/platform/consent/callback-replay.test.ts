import { expect, test } from 'vitest'
import {
  anaAtProvider,
  ben,
  answerPath,
  type Scene,
  validPath,
} from '@/tests/support/connect-scene'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores('a way that has ended', async (openStore) => {
  const storage = await openStore()

  const codesOf = async () =>
    (await storage.db.selectFrom('oauth_codes').select('hash').execute()).length
  const attackers = (state: string) => answerPath('slack', { code: 'attackers-code', state })
  const no = (state: string) => answerPath('slack', { error: 'access_denied', state })

  test.each<[string, (state: string) => [first: string, second: string]]>([
    ['a reload', (state) => [validPath(state), validPath(state)]],
    ['a second code for the same state', (state) => [validPath(state), attackers(state)]],
    ['a code after the person said no', (state) => [no(state), validPath(state)]],
    ['a no after the person said yes', (state) => [validPath(state), no(state)]],
  ])('leads the same browser to where the first answer led, after %s', async (_, answers) => {
    const { visitor, state } = await anaAtProvider(storage)
    const before = await codesOf()
    const [first, second] = answers(state)
    const led = (await visitor.get(first)).headers.get('location')
    const codes = await codesOf()
    const again = await visitor.get(second)
    expect([again.status, again.headers.get('location')]).toEqual([303, led])
    expect(led).toContain('/callback?')
    expect(await codesOf(), 'one code at most').toBe(codes)
    expect(codes - before).toBe(first === no(state) ? 0 : 1)
  })

  test('two answers at once make one code and lead to the same place', async () => {
    const { visitor, state } = await anaAtProvider(storage)
    const before = await codesOf()
    const answers = await Promise.all([1, 2, 3, 4].map(() => visitor.get(validPath(state))))
    const places = answers.map((answer) => `${answer.status} ${answer.headers.get('location')}`)
    expect(new Set(places).size, places.join()).toBe(1)
    expect(places[0]).toMatch(/^303 .*oauth_code=mtoc_/)
    expect(await codesOf()).toBe(before + 1)
  })

  test('is refused when the transaction has expired', async () => {
    const { visitor, state, wait, logged } = await anaAtProvider(storage)
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
        return visitor.get(no(state))
      },
    ],
  ])('is refused after %s', async (_, status, title, step) => {
    const scene = await anaAtProvider(storage)
    await expectRefusal(await step(scene), status, title, scene.logged)
  })
})
