import { test } from 'vitest'
import {
  ana,
  answerPath,
  ben,
  expectRefusedAndFinishable,
  type Scene,
  validPath,
} from '@/tests/support/connect-scene'
import { describeOnBothStores } from '@/tests/support/stores'

describeOnBothStores(
  'an answer of a provider that another browser or another person brings',
  async (openStore) => {
    const storage = await openStore()

    test.each<[string, number, string, (scene: Scene) => Promise<Response>]>([
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
    ])(
      'is refused with %s, and its owner can still finish the transaction',
      (_, status, title, step) => expectRefusedAndFinishable(storage, status, title, step),
    )
  },
)
