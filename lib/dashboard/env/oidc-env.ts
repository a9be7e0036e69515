import { type Role, roleSchema } from '@/lib/contract/api/role'
import { plainText } from '@/lib/contract/text/plain-text'
import { ConfigurationError } from './configuration-error'
import { httpUrl, isLoopback } from './env-values'

/** A group of the issuer, and the role that its people have here. */
export interface RoleRule {
  group: string
  role: Role
}

/** The issuer with which people sign in, and what its claims mean here. */
export interface OidcSettings {
  issuer: URL
  clientId: string
  clientSecret: string
  /** The name of the issuer, as people know it. */
  name: string
  scope: string
  /** The claim that names the groups of a person. Absent when roles do not come from claims. */
  roleClaim?: string
  /** The roles of the groups. The first rule that fits counts. */
  roleRules: readonly RoleRule[]
  /** The role of somebody for whom neither a claim nor an admin has decided. Null when such a person may not come in. */
  defaultRole: Role | null
  /** The claim that makes somebody support staff. A claim that is a list has to contain the value. */
  staffClaim?: { name: string; value: string }
  /**
   * The id of the account in which claims and the default role count. Absent when that is the only
   * account.
   */
  accountId?: string
}

const required = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'] as const
const optional = [
  'OIDC_NAME',
  'OIDC_SCOPE',
  'OIDC_ROLE_CLAIM',
  'OIDC_ROLE_MAP',
  'OIDC_DEFAULT_ROLE',
  'OIDC_ACCOUNT',
  'OIDC_STAFF_CLAIM',
] as const
/** The variables that mean nothing where a remote Miteos decides about roles. */
const embeddedOnly = [
  'OIDC_ROLE_CLAIM',
  'OIDC_ROLE_MAP',
  'OIDC_DEFAULT_ROLE',
  'OIDC_ACCOUNT',
  'OIDC_STAFF_CLAIM',
]

const roles = roleSchema.options.join(', ')
const maxNameLength = 40
const printable = /^[\x21-\x7e]{1,1024}$/

function readIssuer(text: string): URL {
  const url = httpUrl.safeParse(text).data
  if (!url)
    throw new ConfigurationError('OIDC_ISSUER must be an absolute URL without query or fragment.')
  if (url.protocol !== 'https:' && !isLoopback(url.hostname))
    throw new ConfigurationError('OIDC_ISSUER must be https; only a loopback address may be http.')
  return url
}

function readScope(text: string): string {
  const scopes = text.split(/\s+/)
  if (!scopes.every((scope) => /^[\x21\x23-\x5b\x5d-\x7e]+$/.test(scope)))
    throw new ConfigurationError('OIDC_SCOPE must be scopes, separated by spaces.')
  if (!scopes.includes('openid'))
    throw new ConfigurationError('OIDC_SCOPE must contain "openid", without which nobody is named.')
  return scopes.join(' ')
}

function decodeGroup(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new ConfigurationError(
      `OIDC_ROLE_MAP: in "${text}", a % has to be written as %25, and a comma as %2C.`,
    )
  }
}

function readRule(entry: string): RoleRule {
  const separator = entry.lastIndexOf('=')
  const group = decodeGroup(entry.slice(0, Math.max(separator, 0)).trim())
  const role = roleSchema.safeParse(entry.slice(separator + 1).trim())
  if (separator < 0 || group === '')
    throw new ConfigurationError(`OIDC_ROLE_MAP: "${entry}" does not have the form group=role.`)
  if (!role.success)
    throw new ConfigurationError(
      `OIDC_ROLE_MAP: "${entry}" does not end with a role; the roles are ${roles}.`,
    )
  return { group, role: role.data }
}

function readRules(claim: string | undefined, map: string | undefined): readonly RoleRule[] {
  if (claim && !map)
    throw new ConfigurationError('OIDC_ROLE_MAP is missing: OIDC_ROLE_CLAIM is set.')
  if (!map) return []
  if (!claim) throw new ConfigurationError('OIDC_ROLE_CLAIM is missing: OIDC_ROLE_MAP is set.')
  const rules = map.split(',').map((entry) => readRule(entry.trim()))
  const groups = rules.map(({ group }) => group)
  const twice = groups.find((group, index) => groups.indexOf(group) !== index)
  if (twice !== undefined) throw new ConfigurationError(`OIDC_ROLE_MAP names "${twice}" twice.`)
  return rules
}

/** Reads `claim=value`. The name of the claim has no `=`, the value may have some. */
function readStaffClaim(text: string): { name: string; value: string } {
  const separator = Math.max(text.indexOf('='), 0)
  const [name, value] = [text.slice(0, separator).trim(), text.slice(separator + 1).trim()]
  if (name === '' || value === '')
    throw new ConfigurationError('OIDC_STAFF_CLAIM must have the form claim=value.')
  return { name, value }
}

function readDefaultRole(text = 'none'): Role | null {
  if (text === 'none') return null
  const role = roleSchema.safeParse(text)
  if (role.success) return role.data
  throw new ConfigurationError(`OIDC_DEFAULT_ROLE must be one of none, ${roles}.`)
}

function readName(text = 'single sign-on'): string {
  const isShown = plainText(text) === text && text.length <= maxNameLength
  if (isShown && !/\p{C}/u.test(text)) return text
  throw new ConfigurationError(`OIDC_NAME must have 1 to ${maxNameLength} printable characters.`)
}

/**
 * Reads the settings of the issuer with which people sign in. Returns an empty object when no
 * variable is set.
 *
 * @param isRemote whether a remote Miteos decides who may do what
 * @throws {ConfigurationError} when a part is missing, or a value cannot be right
 */
export function readOidc(
  variables: Record<string, string>,
  isRemote: boolean,
): { oidc?: OidcSettings } {
  const isSet = (name: string) => variables[name] !== undefined
  const firstSet = [...required, ...optional].find(isSet)
  if (!firstSet) return {}
  const missing = required.find((name) => !isSet(name))
  if (missing)
    throw new ConfigurationError(
      `${missing} is missing: ${firstSet} is set, and ${required.join(', ')} go together.`,
    )
  const needless = isRemote ? embeddedOnly.find(isSet) : undefined
  if (needless)
    throw new ConfigurationError(
      `${needless} has no effect beside MITEOS_API_URL: the remote Miteos decides about roles.`,
    )
  const { OIDC_ISSUER = '', OIDC_CLIENT_ID = '', OIDC_CLIENT_SECRET = '' } = variables
  const { OIDC_ROLE_CLAIM, OIDC_ROLE_MAP, OIDC_ACCOUNT, OIDC_STAFF_CLAIM } = variables
  for (const [name, value] of Object.entries({ OIDC_CLIENT_ID, OIDC_CLIENT_SECRET })) {
    if (!printable.test(value))
      throw new ConfigurationError(
        `${name} holds a space or another character that cannot be right.`,
      )
  }
  if (OIDC_ACCOUNT && !/^acct_[a-z0-9]{1,64}$/.test(OIDC_ACCOUNT))
    throw new ConfigurationError('OIDC_ACCOUNT must be the id of an account, acct_….')
  return {
    oidc: {
      issuer: readIssuer(OIDC_ISSUER),
      clientId: OIDC_CLIENT_ID,
      clientSecret: OIDC_CLIENT_SECRET,
      name: readName(variables.OIDC_NAME),
      scope: readScope(variables.OIDC_SCOPE ?? 'openid profile email'),
      ...(OIDC_ROLE_CLAIM ? { roleClaim: OIDC_ROLE_CLAIM } : {}),
      roleRules: readRules(OIDC_ROLE_CLAIM, OIDC_ROLE_MAP),
      defaultRole: readDefaultRole(variables.OIDC_DEFAULT_ROLE),
      ...(OIDC_ACCOUNT ? { accountId: OIDC_ACCOUNT } : {}),
      ...(OIDC_STAFF_CLAIM ? { staffClaim: readStaffClaim(OIDC_STAFF_CLAIM) } : {}),
    },
  }
}
