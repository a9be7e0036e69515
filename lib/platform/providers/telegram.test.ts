import { expect, it } from 'vitest'
import { fakeProvider } from '@/tests/support/fake-provider'
import { telegram } from './telegram'

const client = fakeProvider(() => new Response(), { secret: '99:shared-token' })

it('accepts a well-formed token as the token of a person’s own bot', () => {
  expect(telegram.ownBotCredential('12:AA_b-c', client)).toEqual({
    accessToken: '12:AA_b-c',
    scopes: [],
    details: {},
  })
})

it.each([
  ['an empty text', ''],
  ['a text without a colon', 'abc'],
  ['a text that ends with the colon', '12:'],
  ['a text that begins with the colon', ':abc'],
  ['a token with slashes', '12:a/../b'],
  ['a token with a space', '12:a b'],
  ['a token with a line break at the end', '12:a\n'],
  ['a token with a space before it', ' 12:ab'],
  ['a token of 500 characters', `1:${'a'.repeat(500)}`],
])('does not accept %s as a token', (_, token) => {
  expect(telegram.ownBotCredential(token, client)).toBeUndefined()
})

it('keeps the shared bot’s token out of the credential, even when somebody pastes it', () => {
  const shared = { accessToken: '', scopes: [], details: { shared: 'true' } }
  expect(telegram.sharedBotCredential(client)).toEqual(shared)
  expect(telegram.ownBotCredential('99:shared-token', client)).toEqual(shared)
})

it('has no shared bot when none is configured', () => {
  const unconfigured = fakeProvider(() => new Response(), { secret: '' })
  expect(telegram.sharedBotCredential(unconfigured)).toBeUndefined()
  expect(telegram.ownBotCredential('', unconfigured)).toBeUndefined()
})

it.each([
  [35, 35],
  [86_400, 3600],
  [-1, undefined],
  [1.5, undefined],
  ['35', undefined],
])(
  'reads the time to wait from the body: %j means %j seconds',
  async (retry_after, retryAfterSeconds) => {
    const rateLimited = fakeProvider(() =>
      Response.json({ ok: false, error_code: 429, parameters: { retry_after } }, { status: 429 }),
    )
    const bot = { accessToken: '12:AA_b-c', scopes: [], details: {} }
    const refusal = { failure: 'unavailable', code: 'rate_limited', retryAfterSeconds }
    await expect(telegram.probe(bot, rateLimited)).rejects.toMatchObject(refusal)
  },
)
