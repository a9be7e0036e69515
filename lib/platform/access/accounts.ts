import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'

export interface Accounts {
  /** Returns the account with this name, and creates it when there is none. */
  ensure: (name: string) => Promise<{ id: string }>
}

/** The name of the account that the first start creates. */
export const defaultAccountName = 'default'

/** @throws {Error} with a sentence for people, when the name cannot be stored or shown the same way everywhere */
function requireName(name: string): void {
  const printable = name.isWellFormed() && !/\p{Cc}/u.test(name)
  if (!printable || name.trim() !== name || name.length < 1 || name.length > 128) {
    throw new Error('An account name has 1 to 128 printable characters, no space around them.')
  }
}

export function createAccounts({
  storage,
  now,
}: Pick<PlatformContext, 'storage' | 'now'>): Accounts {
  return {
    async ensure(name) {
      requireName(name)
      await storage.db
        .insertInto('accounts')
        .values({ id: newId('acct'), name, created_at: now() })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
      return storage.db
        .selectFrom('accounts')
        .select('id')
        .where('name', '=', name)
        .executeTakeFirstOrThrow()
    },
  }
}
