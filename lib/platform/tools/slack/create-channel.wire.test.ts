import { expect, test } from 'vitest'
import { runOnWire } from '@/tests/support/tool-wire'
import { createChannel } from './create-channel'

const ok = (fields: object) => Response.json({ ok: true, ...fields })
const now = Date.UTC(2026, 10, 2, 9)
const secondsBefore = (hours: number) => now / 1000 - hours * 60 * 60
const output = { channel_id: 'C0123456789', name: 'launch' }

test('create_channel creates a public channel, or a private one', async () => {
  const answer = () => ok({ channel: { id: 'C0123456789', name: 'launch' } })
  const { output: created, sent } = await runOnWire(createChannel, { name: 'launch' }, { answer })
  expect(created).toEqual(output)
  expect([sent[0]?.url, sent[0]?.body]).toEqual([
    'https://slack.com/api/conversations.create',
    'name=launch',
  ])
  const other = await runOnWire(createChannel, { name: 'launch', private: true }, { answer })
  expect(other.output).toEqual(output)
  expect(other.sent[0]?.body).toBe('name=launch&is_private=true')
  expect(() => createChannel.prepare({ name: 'Launch Plans' })).toThrow('lower-case letters')
})

test.each([
  ['the app created it in the last 24 hours', 'UBOT', secondsBefore(23), output],
  ['the app created it earlier', 'UBOT', secondsBefore(25), undefined],
  ['a person created it', 'U1', secondsBefore(1), undefined],
  ['Slack does not say when it was created', 'UBOT', undefined, undefined],
])(
  'a channel counts as created by a call only when it is new and of the app: %s',
  async (_, creator, created, done) => {
    const looked = await runOnWire(
      createChannel,
      { name: 'launch' },
      {
        asksFindDone: true,
        client: { now: () => now },
        answer: ({ url }) =>
          url.endsWith('auth.test')
            ? ok({ user_id: 'UBOT' })
            : ok({ channels: [{ id: 'C0123456789', name: 'launch', creator, created }] }),
      },
    )
    expect(looked.output).toEqual(done)
    expect(looked.failure).toBeUndefined()
  },
)

test('a workspace with more channels than are read leaves the outcome unknown', async () => {
  const { failure, sent } = await runOnWire(
    createChannel,
    { name: 'launch' },
    {
      asksFindDone: true,
      answer: () => ok({ channels: [], response_metadata: { next_cursor: 'more' } }),
    },
  )
  expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  expect(sent).toHaveLength(10)
})

test('nobody knows whether a private channel was created, because the app cannot list it', async () => {
  const { failure, sent } = await runOnWire(
    createChannel,
    { name: 'launch', private: true },
    { asksFindDone: true, answer: () => ok({ channels: [] }) },
  )
  expect(failure).toMatchObject({ kind: 'outcome_unknown' })
  expect(sent).toEqual([])
})
