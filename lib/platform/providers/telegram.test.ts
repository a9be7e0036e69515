import { expect, it } from 'vitest'
import { fakeProvider } from '@/tests/support/fake-provider'
import { telegram } from './telegram'

const client = fakeProvider(() => new Response(), { secret: '99:shared-token' })

it('takes a well-formed token for a bot of the person’s own', () => {
  expect(telegram.ownBotCredential('12:AA_b-c', client)).toEqual({
    accessToken: '12:AA_b-c',
    scopes: [],
    details: {},
  })
})

it.each([
  '',
  'abc',
  '12:',
  ':abc',
  '12:a/../b',
  '12:a b',
  '12:a\n',
  ' 12:ab',
  `1:${'a'.repeat(500)}`,
])('takes %j for no token', (token) => {
  expect(telegram.ownBotCredential(token, client)).toBeUndefined()
})

it('keeps the shared bot’s token out of the credential, even when somebody pastes it', () => {
  const shared = { accessToken: '', scopes: [], details: { shared: 'true' } }
  expect(telegram.sharedBotCredential(client)).toEqual(shared)
  expect(telegram.ownBotCredential('99:shared-token', client)).toEqual(shared)
})

it('has no shared bot when none is configured', () => {
  const none = fakeProvider(() => new Response(), { secret: '' })
  expect(telegram.sharedBotCredential(none)).toBeUndefined()
  expect(telegram.ownBotCredential('', none)).toBeUndefined()
})

it.each([
  [35, 35],
  [86_400, 3600],
  [-1, undefined],
  [1.5, undefined],
  ['35', undefined],
])(
  'reads from the body how long to wait: %j means %j seconds',
  async (retry_after, retryAfterSeconds) => {
    const flooded = fakeProvider(() =>
      Response.json({ ok: false, error_code: 429, parameters: { retry_after } }, { status: 429 }),
    )
    const bot = { accessToken: '12:AA_b-c', scopes: [], details: {} }
    const refusal = { failure: 'unavailable', code: 'rate_limited', retryAfterSeconds }
    await expect(telegram.check(bot, flooded)).rejects.toMatchObject(refusal)
  },
)
