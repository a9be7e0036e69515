import type { Environment, Role } from '@/lib/contract/api/role'
import { createAccounts } from '@/lib/platform/access/accounts'
import { commandLine } from '@/lib/platform/access/system-actors'
import { createTokens } from '@/lib/platform/access/tokens'
import { openStorage } from '@/lib/storage/database'

export interface TokenOwner {
  account: string
  environment: Environment
  role: Role
}

const silence = () => {}

function rethrow(error: Error): never {
  throw error
}

/** Creates API tokens in a store. */
export interface TokenMaker {
  /** Creates an API token, and the account too when the store has no account of that name. */
  create: (owner: TokenOwner) => Promise<string>
  close: () => Promise<void>
}

/**
 * Opens the store of a running server to create API tokens in it, as `npm run admin -- token create` does, without
 * starting a process for each.
 */
export async function openTokenMaker(dataDir: string): Promise<TokenMaker> {
  const storage = openStorage({ dataDir, onIdleError: rethrow })
  await storage.ready()
  const log = { info: silence, warn: silence, error: silence }
  const tools = { storage, log, now: Date.now }
  const [accounts, tokens] = [createAccounts(tools), createTokens(tools)]
  return {
    async create({ account, environment, role }) {
      const { id: accountId } = await accounts.ensure(account)
      const input = { accountId, environment, role, name: commandLine.name, createdBy: commandLine }
      const { token } = await tokens.create(input)
      return token
    },
    close: () => storage.close(),
  }
}
