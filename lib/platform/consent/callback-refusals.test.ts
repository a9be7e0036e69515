import { test } from 'vitest'
import { transactionsIn } from '@/tests/support/connect'
import {
  answerPath,
  expectRefusedAndFinishable,
  type Scene,
  validPath,
} from '@/tests/support/connect-scene'
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
      (_, status, title, step) => expectRefusedAndFinishable(storage, status, title, step),
    )
  },
)
