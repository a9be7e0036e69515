import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'

export interface Accounts {
  /**
   * Returns the account with this name, and creates the account when there is none. Throws when the name is not
   * allowed.
   */
  ensure: (name: string) => Promise<{ id: string }>
}

/** The name of the account that the first start creates. */
export const defaultAccountName = 'default'

/** Throws an error, whose message is for the operator, when an account may not have this name. */
function requireName(name: string): void {
  const isPrintable = name.isWellFormed() && !/\p{Cc}/u.test(name)
  if (!isPrintable || name.trim() !== name || name.length < 1 || name.length > 128) {
    throw new Error('An account name has 1 to 128 printable characters, and no space around them.')
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
