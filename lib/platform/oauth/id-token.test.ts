import { expect, it } from 'vitest'
import { fakeProvider } from '@/tests/support/fake-provider'
import { gmail } from '../providers/gmail'
import { exchangeCode } from './exchange'

const now = 1_700_000_000_000
const seconds = now / 1000
const claims = {
  iss: 'https://accounts.google.com',
  aud: 'our-client',
  sub: '1082',
  email: 'ana@example.com',
  iat: seconds,
  exp: seconds + 3600,
}

function idToken(overrides: object): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${encode({ alg: 'RS256' })}.${encode({ ...claims, ...overrides })}.c2ln`
}

function connect(overrides: object) {
  const answer = {
    access_token: 'ya29.a',
    token_type: 'Bearer',
    scope: 'openid',
    id_token: idToken(overrides),
  }
  const client = fakeProvider(() => Response.json(answer), { now })
  return exchangeCode(gmail, client, { code: 'c', redirectUri: 'https://app.example/x' })
}

it('reads the account from the ID token, whose times it compares with the platform’s clock, without another call', async () => {
  const credential = await connect({})
  expect(credential.details).toEqual({ sub: '1082', email: 'ana@example.com' })
  const client = fakeProvider(() => {
    throw new Error('no call is needed')
  })
  expect(await gmail.identify(credential, client)).toEqual({ id: '1082', name: 'ana@example.com' })
})

it.each([
  ['another issuer', { iss: 'https://evil.example' }],
  ['another audience', { aud: 'somebody-else' }],
  ['an end in the past', { exp: seconds - 3600 }],
  ['no subject', { sub: undefined }],
  ['a nonce that nobody asked for', { nonce: 'n' }],
])('refuses an ID token with %s', async (_, overrides) => {
  await expect(connect(overrides)).rejects.toMatchObject({ failure: 'malformed' })
})
