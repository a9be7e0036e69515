import type { Environment, Role } from '@/lib/contract/api/role'
import { createAccounts } from '@/lib/platform/access/accounts'
import { createTokens } from '@/lib/platform/access/tokens'
import { openStorage } from '@/lib/storage/database'

export interface TokenOwner {
  account: string
  environment: Environment
  role: Role
}

function rethrow(error: Error): never {
  throw error
}

/**
 * Creates an API token in the store of a running server, as `npm run admin -- token create` does, without
 * starting a process for it. Creates the account too when the store has no account of that name. The connection to
 * the store stays open until the garbage collector ends it.
 */
export async function createTokenIn(
  dataDir: string,
  { account, environment, role }: TokenOwner,
): Promise<string> {
  const storage = openStorage({ dataDir, onIdleError: rethrow })
  try {
    await storage.ready()
    const tools = { storage, now: Date.now }
    const { id: accountId } = await createAccounts(tools).ensure(account)
    const name = 'command line'
    const { token } = await createTokens(tools).create({ accountId, environment, role, name })
    return token
  } finally {
    await storage.close()
  }
}
