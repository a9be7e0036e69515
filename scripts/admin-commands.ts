import { parseArgs } from 'node:util'
import { z } from 'zod'
import { environmentSchema, roleSchema } from '@/lib/contract/api/role'
import { createAccounts, defaultAccountName } from '@/lib/platform/access/accounts'
import { createSignInLinks } from '@/lib/platform/access/sign-in-links'
import { createTokens } from '@/lib/platform/access/tokens'
import { checkVaultKeys } from '@/lib/platform/grants/vault/vault-check'
import { rotateVault } from '@/lib/platform/grants/vault/vault-rotation'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'

/** The error for a command line that is not correct. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export const usage = `Usage: npm run --silent admin -- <command>

  token create --account NAME --environment test|live --role admin|member|support [--name NAME]
  token list
  token revoke tok_…
  sign-in-link [--account NAME]
  vault rotate
  migrate
`

export interface AdminTools {
  storage: Storage
  keyring: Keyring
  appUrl: string
  now: () => number
}

type Command = (tools: AdminTools, options: string[]) => Promise<string[]>

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be ${issue.values.join(' or ')}`
  return issue.code === 'invalid_type' ? 'is missing' : issue.message
}

/**
 * Returns the options of a command, with the defaults of the shape. Throws a `UsageError` when the line has another
 * option or a wrong value.
 */
function readOptions<Shape extends z.ZodRawShape>(line: string[], shape: Shape) {
  const options = Object.fromEntries(
    Object.keys(shape).map((name) => [name, { type: 'string' as const }]),
  )
  try {
    return z.object(shape).parse(parseArgs({ args: line, options, strict: true }).values)
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : []
    if (issue) throw new UsageError(`--${issue.path.join('.')} ${describeIssue(issue)}.`)
    const [sentence = ''] = error instanceof Error ? error.message.split('. ') : []
    throw new UsageError(`${sentence}.`)
  }
}

const tokenName = z.string().regex(/^[^\p{Cc}]{1,128}$/u, 'has 1 to 128 printable characters')

const createToken: Command = async (tools, line) => {
  const options = readOptions(line, {
    account: z.string(),
    environment: environmentSchema,
    role: roleSchema,
    name: tokenName.default('command line'),
  })
  const { id: accountId } = await createAccounts(tools).ensure(options.account)
  const { environment, role, name } = options
  const { token } = await createTokens(tools).create({ accountId, environment, role, name })
  return [token]
}

const listTokens: Command = async (tools, line) => {
  readOptions(line, {})
  const tokens = await createTokens(tools).listForOperator()
  return tokens.map(({ id, account, environment, role, name, createdAt, revokedAt }) => {
    const created = new Date(createdAt).toISOString()
    const state = revokedAt === null ? 'active' : `revoked ${new Date(revokedAt).toISOString()}`
    return [id, account, environment, role, name, created, state].join('\t')
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
