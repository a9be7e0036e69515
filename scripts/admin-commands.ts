import { z } from 'zod'
import { environmentSchema, roleSchema } from '@/lib/contract/api/role'
import { createAccounts, defaultAccountName } from '@/lib/platform/access/accounts'
import { createSignInLinks } from '@/lib/platform/access/sign-in-links'
import { commandLine } from '@/lib/platform/access/system-actors'
import { createTokens, type ListedToken } from '@/lib/platform/access/tokens'
import { checkVaultKeys } from '@/lib/platform/grants/vault/vault-check'
import { rotateVault } from '@/lib/platform/grants/vault/vault-rotation'
import { type AdminTools, type Command, readOptions, UsageError } from './admin-command'
import { addStaff, listPeople, listStaff, personLink, removeStaff } from './people-commands'

export const usage = `Usage: npm run --silent admin -- <command>

  token create --account NAME --environment test|live --role admin|member|support
               [--name NAME] [--expires-in-days N]
  token list
  token revoke tok_…
  sign-in-link [--account NAME]
  person list
  person sign-in-link per_… [--passkeys end|keep]
  staff add EMAIL [--passkeys end|keep]
  staff list
  staff remove per_…
  vault rotate
  migrate
`

const tokenName = z.string().regex(/^[^\p{Cc}]{1,128}$/u, 'has 1 to 128 printable characters')

const days = z
  .string()
  .transform(Number)
  .refine((number) => Number.isInteger(number) && number >= 1 && number <= 3650, {
    message: 'is a whole number from 1 to 3650',
  })

const createToken: Command = async (tools, line) => {
  const options = readOptions(line, {
    account: z.string(),
    environment: environmentSchema,
    role: roleSchema,
    name: tokenName.default(commandLine.name),
    'expires-in-days': days.optional(),
  })
  const { id: accountId } = await createAccounts(tools).ensure(options.account)
  const { environment, role, name, 'expires-in-days': expiresInDays } = options
  const { token } = await createTokens(tools).create({
    accountId,
    environment,
    role,
    name,
    createdBy: commandLine,
    expiresInDays,
  })
  return [token]
}

/** Returns whether a token is active, expired or revoked, with the time of its end. */
function stateOf({ revokedAt, expiresAt }: ListedToken, now: number): string {
  const written = (at: number) => new Date(at).toISOString()
  if (revokedAt !== null) return `revoked ${written(revokedAt)}`
  if (expiresAt === null) return 'active'
  return `${expiresAt > now ? 'active until' : 'expired'} ${written(expiresAt)}`
}

const listTokens: Command = async (tools, line) => {
  readOptions(line, {})
  const tokens = await createTokens(tools).listForOperator()
  return tokens.map((token) => {
    const { id, account, environment, role, name, createdAt } = token
    const created = new Date(createdAt).toISOString()
    return [id, account, environment, role, name, created, stateOf(token, tools.now())].join('\t')
  })
}

const revokeToken: Command = async (tools, [id, ...rest]) => {
  if (!id || rest.length > 0) throw new UsageError('token revoke takes the id of one token.')
  if (await createTokens(tools).revokeForOperator(id)) return []
  throw new Error(`There is no active token ${id}.`)
}

const signInLink: Command = async (tools, line) => {
  const { account } = readOptions(line, { account: z.string().default(defaultAccountName) })
  const links = createSignInLinks(tools, createAccounts(tools), createTokens(tools))
  return [`${tools.appUrl}/sign-in?link=${await links.create(account)}`]
}

const rotateKeys: Command = async ({ storage, keyring }, line) => {
  readOptions(line, {})
  const { resealed, unreadable } = await rotateVault(storage, keyring)
  const done = `${resealed} values are now sealed with the key "${keyring.currentKeyId}".`
  if (unreadable === 0) return [`${done} The other keys may be removed from VAULT_KEYS.`]
  throw new Error(`${done} ${unreadable} could not be read with any key; keep the other keys.`)
}

const migrate: Command = async ({ storage, keyring }, line) => {
  readOptions(line, {})
  await checkVaultKeys(storage, keyring)
  return ['The store is current.']
}

const commands = new Map([
  ['token create', createToken],
  ['token list', listTokens],
  ['token revoke', revokeToken],
  ['sign-in-link', signInLink],
  ['person list', listPeople],
  ['person sign-in-link', personLink],
  ['staff add', addStaff],
  ['staff list', listStaff],
  ['staff remove', removeStaff],
  ['vault rotate', rotateKeys],
  ['migrate', migrate],
])

/**
 * Runs one command line and returns the lines to print.
 *
 * @throws {UsageError} when the command line is not correct
 */
export async function runAdminCommand(
  openTools: () => AdminTools,
  line: readonly string[],
): Promise<string[]> {
  for (const wordCount of [2, 1]) {
    const command = commands.get(line.slice(0, wordCount).join(' '))
    if (!command) continue
    const tools = openTools()
    try {
      await tools.storage.ready()
      return await command(tools, line.slice(wordCount))
    } finally {
      await tools.storage.close()
    }
  }
  throw new UsageError(line.length === 0 ? 'No command.' : 'Unknown command.')
}
