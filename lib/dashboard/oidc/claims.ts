import { z } from 'zod'
import { maxPersonNameLength, personNameSchema } from '@/lib/contract/api/person'
import type { Role } from '@/lib/contract/api/role'
import { plainText } from '@/lib/contract/text/plain-text'
import type { OidcSettings } from '../env/oidc-env'
import type { ClaimedPerson } from '../people/embedded-people'
import { OidcError } from './oidc-error'

/** What the issuer says about a person. */
export interface Claims {
  /** The issuer's id of the person. */
  sub: string
  [name: string]: unknown
}

const maxEmailLength = 254

/** Returns a claim by its name, or by a path with dots into an object, such as `realm_access.roles`. */
export function valueAt(claims: object, path: string): unknown {
  if (Object.hasOwn(claims, path)) return Reflect.get(claims, path)
  const [first = '', ...rest] = path.split('.')
  if (rest.length === 0 || !Object.hasOwn(claims, first)) return undefined
  const value: unknown = Reflect.get(claims, first)
  return typeof value === 'object' && value !== null ? valueAt(value, rest.join('.')) : undefined
}

function textIn(claims: Claims, name: string): string | null {
  const value = valueAt(claims, name)
  return typeof value === 'string' && plainText(value) !== '' ? plainText(value) : null
}

/**
 * Returns whether the name, the e-mail address or a configured claim is missing. The userinfo
 * endpoint may have it.
 */
export function lacksClaims(
  claims: Claims,
  { roleClaim, staffClaim }: Pick<OidcSettings, 'roleClaim' | 'staffClaim'>,
): boolean {
  const isNameless = textIn(claims, 'name') === null || textIn(claims, 'email') === null
  const isMissing = (name: string | undefined) =>
    name !== undefined && valueAt(claims, name) === undefined
  return isNameless || isMissing(roleClaim) || isMissing(staffClaim?.name)
}

function nameIn(claims: Claims, issuerName: string): string {
  const parts = [textIn(claims, 'given_name'), textIn(claims, 'family_name')]
  const candidates = [
    textIn(claims, 'name'),
    parts.filter((part) => part !== null).join(' '),
    textIn(claims, 'preferred_username'),
    textIn(claims, 'email'),
  ]
  for (const candidate of candidates) {
    const shortened = [...(candidate ?? '')].slice(0, maxPersonNameLength).join('')
    const name = personNameSchema.safeParse(shortened)
    if (name.success) return name.data
  }
  return `Somebody from ${issuerName}`
}

function emailIn(claims: Claims): string | null {
  const email = textIn(claims, 'email')
  return z.email().max(maxEmailLength).safeParse(email).data ?? null
}

/** Returns the role of the first rule whose group is among the groups of the person, or null. */
export function roleIn(
  claims: Claims,
  { roleClaim, roleRules }: Pick<OidcSettings, 'roleClaim' | 'roleRules'>,
): Role | null {
  if (roleClaim === undefined) return null
  const value = valueAt(claims, roleClaim)
  const groups: readonly unknown[] = Array.isArray(value) ? value : [value]
  return roleRules.find(({ group }) => groups.includes(group))?.role ?? null
}

/** Returns whether claims make somebody support staff, or undefined when OIDC_STAFF_CLAIM is not set. */
export function isStaffIn(
  claims: Claims,
  { staffClaim }: Pick<OidcSettings, 'staffClaim'>,
): boolean | undefined {
  if (!staffClaim) return undefined
  const value = valueAt(claims, staffClaim.name)
  const values: readonly unknown[] = Array.isArray(value) ? value : [value]
  return values.some((each) => String(each) === staffClaim.value)
}

/**
 * Returns whether the claims refer to another place for the groups of the person, as those of Entra
 * do for more than 200 groups (OpenID Connect Core §5.6.2). To treat that as no group at all would
 * end their membership.
 */
function areGroupsElsewhere(
  claims: Claims,
  { roleClaim }: Pick<OidcSettings, 'roleClaim'>,
): boolean {
  const elsewhere = valueAt(claims, '_claim_names')
  if (roleClaim === undefined || valueAt(claims, roleClaim) !== undefined) return false
  return typeof elsewhere === 'object' && elsewhere !== null && Object.hasOwn(elsewhere, roleClaim)
}

/**
 * Returns the person whom claims describe.
 *
 * @throws {OidcError} when the id of the person does not have the form that OpenID Connect gives it, or their groups are not
 *   in the claims
 */
export function personIn(claims: Claims, settings: OidcSettings): ClaimedPerson {
  if (!/^[\x20-\x7e]{1,255}$/.test(claims.sub)) throw new OidcError('refused', 'sub')
  if (areGroupsElsewhere(claims, settings)) throw new OidcError('refused', 'groups elsewhere')
  return {
    subject: claims.sub,
    name: nameIn(claims, settings.name),
    email: emailIn(claims),
    role: roleIn(claims, settings),
  }
}
