import { type Accounts, defaultAccountName } from './access/accounts'
import type { PlatformContext } from './core/context'
import { runUntilSuccess } from './core/run-until-success'
import { checkVaultKeys } from './grants/vault/vault-check'

/**
 * Returns a function that prepares the store for the platform. It does so once: later calls do nothing, unless the earlier ones
 * failed. Rejects when the store is unavailable or was sealed with other keys.
 */
export function createPrepareStore(
  { storage, keyring }: Pick<PlatformContext, 'storage' | 'keyring'>,
  accounts: Accounts,
): () => Promise<void> {
  return runUntilSuccess(async () => {
    await storage.ready()
    await checkVaultKeys(storage, keyring)
    await accounts.ensure(defaultAccountName)
  })
}
