import { expect, test } from 'vitest'
import { parseEnv } from './env'

const complete = {
  OIDC_ISSUER: 'https://login.example.com/realms/acme',
  OIDC_CLIENT_ID: 'miteos',
  OIDC_CLIENT_SECRET: 'canary-of-the-client',
}

test('without an issuer nobody signs in with one', () => {
  expect(parseEnv({}).oidc).toBeUndefined()
})

test('an issuer with its client is enough, and then lets nobody in whom nobody has invited', () => {
  expect(parseEnv(complete).oidc).toEqual({
    issuer: new URL('https://login.example.com/realms/acme'),
    clientId: 'miteos',
    clientSecret: 'canary-of-the-client',
    name: 'single sign-on',
    scope: 'openid profile email',
    roleRules: [],
    defaultRole: null,
  })
})

test('groups have roles, also those whose names contain an equals sign or an encoded comma', () => {
  const { oidc } = parseEnv({
    ...complete,
    OIDC_NAME: 'Acmé',
    OIDC_ROLE_CLAIM: 'groups',
    OIDC_ROLE_MAP: 'it=admin, CN=Everybody%2CDC=acme=member',
    OIDC_DEFAULT_ROLE: 'support',
    OIDC_ACCOUNT: 'acct_01kb',
  })
  expect(oidc).toMatchObject({
    name: 'Acmé',
    roleClaim: 'groups',
    roleRules: [
      { group: 'it', role: 'admin' },
      { group: 'CN=Everybody,DC=acme', role: 'member' },
    ],
    defaultRole: 'support',
    accountId: 'acct_01kb',
  })
})

test.each(['http://localhost:8080', 'http://127.0.0.1:8080/realm', 'http://[::1]:1'])(
  'an issuer on this machine may be http: %s',
  (issuer) => {
    expect(parseEnv({ ...complete, OIDC_ISSUER: issuer }).oidc?.issuer.href).toContain(issuer)
  },
)

const roleClaim = { OIDC_ROLE_CLAIM: 'groups' }

test.each<[sentence: string, changes: Record<string, string | undefined>]>([
  ['OIDC_CLIENT_SECRET is missing: OIDC_ISSUER is set', { OIDC_CLIENT_SECRET: undefined }],
  ['OIDC_ISSUER is missing: OIDC_CLIENT_ID is set', { OIDC_ISSUER: '' }],
  ['OIDC_ISSUER must be https', { OIDC_ISSUER: 'http://login.example.com' }],
  ['OIDC_ISSUER must be https', { OIDC_ISSUER: 'http://localhost.example.com' }],
  ['OIDC_ISSUER must be an absolute URL', { OIDC_ISSUER: 'login.example.com' }],
  ['OIDC_ISSUER must be an absolute URL', { OIDC_ISSUER: 'https://a.example/?x=1' }],
  ['OIDC_CLIENT_ID holds a space', { OIDC_CLIENT_ID: 'a b' }],
  ['OIDC_CLIENT_SECRET holds a space', { OIDC_CLIENT_SECRET: 'canary\u200b' }],
  ['OIDC_NAME must have 1 to 40', { OIDC_NAME: 'x'.repeat(41) }],
  ['OIDC_NAME must have 1 to 40', { OIDC_NAME: 'A\u202eB' }],
  ['OIDC_SCOPE must contain "openid"', { OIDC_SCOPE: 'profile email' }],
  ['OIDC_SCOPE must be scopes', { OIDC_SCOPE: 'openid "x"' }],
  ['OIDC_ROLE_MAP is missing: OIDC_ROLE_CLAIM is set', roleClaim],
  ['OIDC_ROLE_CLAIM is missing: OIDC_ROLE_MAP is set', { OIDC_ROLE_MAP: 'it=admin' }],
  ['"it=boss" does not end with a role', { ...roleClaim, OIDC_ROLE_MAP: 'a=admin,it=boss' }],
  ['"it=none" does not end with a role', { ...roleClaim, OIDC_ROLE_MAP: 'it=none' }],
  ['"admin" does not have the form', { ...roleClaim, OIDC_ROLE_MAP: 'admin' }],
  ['"=admin" does not have the form', { ...roleClaim, OIDC_ROLE_MAP: '=admin' }],
  ['a % has to be written as %25', { ...roleClaim, OIDC_ROLE_MAP: '100%=admin' }],
  ['OIDC_ROLE_MAP names "it" twice', { ...roleClaim, OIDC_ROLE_MAP: 'it=admin,it=member' }],
  ['OIDC_DEFAULT_ROLE must be one of none, admin', { OIDC_DEFAULT_ROLE: 'owner' }],
  ['OIDC_ACCOUNT must be the id of an account', { OIDC_ACCOUNT: 'default' }],
])('a wrong configuration is named: %s', (sentence, changes) => {
  const read = () => parseEnv({ ...complete, ...changes })
  expect(read).toThrow(sentence)
  expect(read).not.toThrow('canary')
})

test('a claim makes support staff, also one whose value contains an equals sign', () => {
  const read = (text: string) => parseEnv({ ...complete, OIDC_STAFF_CLAIM: text }).oidc?.staffClaim
  expect(read('groups=CN=Support')).toEqual({ name: 'groups', value: 'CN=Support' })
  for (const text of ['groups', '=support', 'groups='])
    expect(() => read(text)).toThrow('OIDC_STAFF_CLAIM must have the form claim=value.')
})

test('roles are not configured where a remote Miteos decides about them', () => {
  const remote = {
    ...complete,
    MITEOS_API_URL: 'https://api.example.com',
    MITEOS_CONNECT_URL: 'https://miteos.example.com/integrations/connect',
  }
  expect(parseEnv(remote).oidc?.name).toBe('single sign-on')
  expect(() => parseEnv({ ...remote, OIDC_DEFAULT_ROLE: 'member' })).toThrow(
    'OIDC_DEFAULT_ROLE has no effect beside MITEOS_API_URL',
  )
})
