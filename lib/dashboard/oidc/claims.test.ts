import { expect, test } from 'vitest'
import type { OidcSettings } from '../env/oidc-env'
import { personIn } from './claims'

const settings: OidcSettings = {
  issuer: new URL('https://login.example.com'),
  clientId: 'miteos',
  clientSecret: 'secret',
  name: 'Acme',
  scope: 'openid',
  roleRules: [],
  defaultRole: null,
}

test.each([
  [{ name: ' Ana Lopez ' }, 'Ana Lopez'],
  [{ given_name: 'Ana', family_name: 'Lopez' }, 'Ana Lopez'],
  [{ name: '\u202e', preferred_username: 'ana' }, 'ana'],
  [{ name: 7, email: 'ana@example.com' }, 'ana@example.com'],
  [{ name: 'x'.repeat(100) }, 'x'.repeat(64)],
  [{}, 'Somebody from Acme'],
])('the name of %j is %s', (claims, name) => {
  expect(personIn({ sub: 'ana', ...claims }, settings).name).toBe(name)
})

test.each([
  ['ana@example.com', 'ana@example.com'],
  ['ana', null],
  ['a@b@c', null],
  [`${'a'.repeat(300)}@example.com`, null],
  [['ana@example.com'], null],
])('the address %j is shown as %j', (email, shown) => {
  expect(personIn({ sub: 'ana', email }, settings).email).toBe(shown)
})

const rules = [{ group: 'it', role: 'admin' as const }]

test.each<[string, object, string | null]>([
  ['groups', { groups: ['it'] }, 'admin'],
  ['realm_access.roles', { realm_access: { roles: ['it'] } }, 'admin'],
  ['https://acme.example/groups', { 'https://acme.example/groups': ['it'] }, 'admin'],
  ['realm_access.roles', { realm_access: null }, null],
  ['constructor.name', {}, null],
  ['groups', { groups: [['it']] }, null],
])('the claim %s in %j gives the role %s', (roleClaim, claims, role) => {
  const person = personIn({ sub: 'ana', ...claims }, { ...settings, roleClaim, roleRules: rules })
  expect(person.role).toBe(role)
})

test('groups that the issuer keeps elsewhere are not taken for no groups', () => {
  const claims = { sub: 'ana', _claim_names: { groups: 'src1' } }
  const withGroups = { ...settings, roleClaim: 'groups', roleRules: rules }
  expect(() => personIn(claims, withGroups)).toThrow('groups elsewhere')
  expect(personIn(claims, settings).role).toBeNull()
})
