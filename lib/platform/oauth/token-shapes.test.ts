import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  canary,
  exchangeFor,
  failureOf,
  goodAnswers,
  now,
  oauthServices,
} from '@/tests/support/token-answers'
import { ProviderError } from '../providers/provider-error'

it.each(
  oauthServices.flatMap((service) => [null, '', 0, [], {}, true].map((token) => [service, token])),
)('%s: an access token %j is malformed', async (service, access_token) => {
  const name = oauthServices.find((each) => each === service) ?? 'gmail'
  const body = { ...goodAnswers[name], access_token, authed_user: { id: 'U1' } }
  expect(await failureOf(name, Response.json(body))).toMatch(/^malformed /)
})

it.each([
  ['a line break', 'abc\r\nx-evil: 1'],
  ['a space', 'abc def'],
  ['NUL', 'abc\u0000'],
  ['no ASCII', 'tökén'],
  ['100 kB', 'a'.repeat(100_000)],
])('refuses an access token with %s', async (_, access_token) => {
  expect(await failureOf('gmail', Response.json({ ...goodAnswers.gmail, access_token }))).toBe(
    'malformed unusable_token',
  )
})

it.each([0, -1, 0.2, 'soon', '', null, 'Infinity', '-5', [], {}, true])(
  'refuses expires_in %j',
  async (expires_in) => {
    expect(await failureOf('gmail', Response.json({ ...goodAnswers.gmail, expires_in }))).toMatch(
      /^malformed /,
    )
  },
)

it('reads expires_in from digits, and limits the lifetime to ten years', async () => {
  const inDigits = await exchangeFor(
    'gmail',
    Response.json({ ...goodAnswers.gmail, expires_in: '3599' }),
  )
  expect(inDigits.expiresAt).toBe(now + 3_599_000)
  const farAway = await exchangeFor(
    'gmail',
    Response.json({ ...goodAnswers.gmail, expires_in: 1e300 }),
  )
  expect(farAway.expiresAt).toBe(now + 315_360_000_000)
})

it('every answer results in a usable credential or in a ProviderError without secrets', async () => {
  const oddValue = fc.oneof(
    fc.string(),
    fc.double(),
    fc.constant(null),
    fc.boolean(),
    fc.jsonValue(),
  )
  const standardFields = [
    'access_token',
    'token_type',
    'expires_in',
    'refresh_token',
    'scope',
    'error',
  ]
  const vendorFields = [
    'id_token',
    'authed_user',
    'team',
    'owner',
    'workspace_name',
    'stripe_user_id',
    'ok',
  ]
  const oddFields = fc.dictionary(fc.constantFrom(...standardFields, ...vendorFields), oddValue, {
    maxKeys: 3,
  })
  let usable = 0
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...oauthServices), oddFields, async (service, changes) => {
      const body = { error: undefined, ...goodAnswers[service], ...changes }
      try {
        const credential = await exchangeFor(service, Response.json(body))
        usable += 1
        expect(body.error).toBeUndefined()
        expect(credential.accessToken).toMatch(service === 'stripe' ? /^$/ : /^[\x21-\x7e]+$/)
        const { expiresAt = now + 1, scopes, details } = credential
        expect(expiresAt).toBeGreaterThan(now)
        expect(Number.isSafeInteger(expiresAt)).toBe(true)
        for (const scope of scopes) expect(scope).toMatch(/^[\x21-\x7e]{1,256}$/)
        for (const value of Object.values(details)) expect(value).toBeTypeOf('string')
      } catch (error) {
        if (!(error instanceof ProviderError)) throw error
        expect(error.message).not.toContain(canary)
        expect(error.code).toMatch(/^[a-z_]+$/)
      }
    }),
    { numRuns: 500 },
  )
  expect(usable).toBeGreaterThan(20)
})
