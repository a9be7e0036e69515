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
    const log = { info: silence, warn: silence, error: silence }
    const tools = { storage, log, now: Date.now }
    const { id: accountId } = await createAccounts(tools).ensure(account)
    const input = { accountId, environment, role, name: commandLine.name, createdBy: commandLine }
    const { token } = await createTokens(tools).create(input)
    return token
  } finally {
    await storage.close()
  }
}
