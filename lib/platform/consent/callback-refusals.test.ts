import { expect, test } from 'vitest'
import { transactionsIn } from '@/tests/support/connect'
import {
  ana,
  anaAtProvider,
  answerPath,
  ben,
  type Scene,
  validPath,
} from '@/tests/support/connect-scene'
import { expectRefusal } from '@/tests/support/expect-refusal'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores(
  'an answer of a provider that does not belong to the transaction',
  async (openStore) => {
    const storage = await openStore()

    const unknown = 'Miteos does not know this connection'
    const unusable = 'The answer from Slack cannot be used'

    test.each<[string, number, string, (scene: Scene) => Promise<Response>]>([
      ['no state', 400, unknown, ({ visitor }) => visitor.get(answerPath('slack', { code: 'c' }))],
      ['an empty state', 400, unknown, ({ visitor }) => visitor.get(validPath(''))],
      ['a forged state', 400, unknown, ({ visitor }) => visitor.get(validPath('A'.repeat(43)))],
      [
        'a state of 14 KB',
        400,
        unknown,
        ({ visitor }) => visitor.get(validPath('A'.repeat(14_000))),
      ],
      [
        'the hash of a state, as it stands in the store',
        400,
        unknown,
        async ({ visitor, storage: store }) => {
          const [row] = await transactionsIn(store)
          return visitor.get(validPath(row?.state_hash ?? ''))
        },
      ],
      [
        'the state twice',
        400,
        unknown,
        ({ visitor, state }) => visitor.get(`${validPath(state)}&state=${state}`),
      ],
      [
        'an error without a state',
        400,
        unknown,
        ({ visitor }) => visitor.get(answerPath('slack', { error: 'access_denied' })),
      ],
      [
        'an error with a forged state',
        400,
        unknown,
        ({ visitor }) =>
          visitor.get(answerPath('slack', { error: 'access_denied', state: 'A'.repeat(43) })),
      ],
      [
        'another service in the path',
        400,
        'This answer is for another service',
        ({ visitor, state }) => visitor.get(answerPath('github', { code: 'c', state })),
      ],
      [
        'an error for another service in the path',
        400,
        'This answer is for another service',
        ({ visitor, state }) =>
          visitor.get(answerPath('github', { error: 'access_denied', state })),
      ],
      [
        'no cookie',
        403,
        'This browser cannot finish the connection',
        ({ browser, state }) => browser(ana).get(validPath(state)),
      ],
      [
        'the cookie of another transaction',
        403,
        'This browser cannot finish the connection',
        async ({ browser, state }) => {
          const other = browser(ana)
          await other.begin('slack')
          return other.get(validPath(state))
        },
      ],
      [
        'a forged cookie with the right name',
        403,
        'This browser cannot finish the connection',
        async ({ browser, visitor, state }) => {
          const other = browser(ana)
          for (const name of visitor.cookies.keys()) {
            if (name.startsWith('miteos-connect-')) other.cookies.set(name, 'B'.repeat(43))
          }
          return other.get(validPath(state))
        },
      ],
      [
        'two cookies with the right name',
        403,
        'This browser cannot finish the connection',
        ({ visitor, state }) => {
          const [name = '', value = ''] =
            [...visitor.cookies].find(([key]) => key.startsWith('miteos-connect-')) ?? []
          visitor.cookies.set(` ${name}`, value)
          return visitor.get(validPath(state))
        },
      ],
      [
        'an error without the cookie',
        403,
        'This browser cannot finish the connection',
        ({ browser, state }) =>
          browser(ana).get(answerPath('slack', { error: 'access_denied', state })),
      ],
      [
        'somebody else signed in',
        403,
        'Somebody else started this connection',
        ({ visitor, state }) => {
          visitor.signInAs(ben)
          return visitor.get(validPath(state))
        },
      ],
      [
        'the same person in the other environment',
        403,
        'Somebody else started this connection',
        ({ visitor, state }) => {
          visitor.signInAs({ ...ana, environment: 'live' })
          return visitor.get(validPath(state))
        },
      ],
      [
        'nobody signed in',
        401,
        'You are signed out',
        ({ visitor, state }) => {
          visitor.signInAs(null)
          return visitor.get(validPath(state))
        },
      ],
      [
        'a role that may not connect any more',
        403,
        'Your role may not connect Slack',
        ({ visitor, state }) => {
          visitor.signInAs({ ...ana, role: 'support' })
          return visitor.get(validPath(state))
        },
      ],
      [
        'code and error together',
        400,
        unusable,
        ({ visitor, state }) => visitor.get(`${validPath(state)}&error=access_denied`),
      ],
      [
        'the code twice',
        400,
        unusable,
        ({ visitor, state }) => visitor.get(`${validPath(state)}&code=vendor-code`),
      ],
      [
        'the error twice',
        400,
        unusable,
        ({ visitor, state }) =>
          visitor.get(
            `${answerPath('slack', { error: 'access_denied', state })}&error=server_error`,
          ),
      ],
      [
        'neither code nor error',
        400,
        unusable,
        ({ visitor, state }) => visitor.get(answerPath('slack', { state })),
      ],
      [
        'an empty code',
        400,
        unusable,
        ({ visitor, state }) => visitor.get(answerPath('slack', { code: '', state })),
      ],
      [
        'another issuer',
        400,
        'The answer is from another provider',
        ({ visitor, state }) => visitor.get(`${validPath(state)}&iss=https%3A%2F%2Fevil.example`),
      ],
      [
        'an issuer twice',
        400,
        unusable,
        ({ visitor, state }) => visitor.get(`${validPath(state)}&iss=a&iss=b`),
      ],
    ])(
      'is refused with %s, and its owner can still finish the transaction',
      async (_, status, title, step) => {
        const scene = await anaAtProvider(storage)
        const cookies = [...scene.visitor.cookies]
        await expectRefusal(await step(scene), status, title, scene.logged)
        scene.visitor.cookies.clear()
        for (const [name, value] of cookies) scene.visitor.cookies.set(name, value)
        scene.visitor.signInAs(ana)
        expect((await scene.visitor.get(validPath(scene.state))).status).toBe(303)
      },
    )
  },
)
