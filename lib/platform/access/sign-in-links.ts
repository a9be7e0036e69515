import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import type { PlatformContext } from '../context'
import { type Accounts, defaultAccountName } from './accounts'
import type { Tokens } from './tokens'

const life = 15 * 60_000
const signedInFact = 'somebody_signed_in'

export interface SpentLink {
  token: string
  tokenId: string
  accountId: string
}

export interface SignInLinks {
  /** The secret of a link that signs somebody in once, within 15 minutes, as a test-environment admin. */
  create: (accountName?: string) => Promise<string>
  /** Of any number of calls at most one gets the token; `null` when there is nothing to spend. */
  spend: (secret: string) => Promise<SpentLink | null>
  /** Whether anybody ever signed in to the dashboard of this store. */
  hasAnybodySignedIn: () => Promise<boolean>
  markSignedIn: () => Promise<void>
}

export function createSignInLinks(
  { storage, now }: Pick<PlatformContext, 'storage' | 'now'>,
  accounts: Accounts,
  tokens: Tokens,
): SignInLinks {
  const { db, ready } = storage
  return {
    async create(accountName = defaultAccountName) {
      await ready()
      const account = await accounts.ensure(accountName)
      const secret = randomSecret()
      await db
        .insertInto('sign_in_links')
        .values({
          hash: hashSecret(secret),
          account_id: account.id,
          created_at: now(),
          expires_at: now() + life,
        })
        .execute()
      return secret
    },
    async spend(secret) {
      await ready()
      const spent = await db
        .updateTable('sign_in_links')
        .set({ spent_at: now() })
        .where('hash', '=', hashSecret(secret))
        .where('spent_at', 'is', null)
        .where('expires_at', '>', now())
        .returning('account_id')
        .executeTakeFirst()
      if (!spent) return null
      const { account_id: accountId } = spent
      const { id, token } = await tokens.create({
        accountId,
        environment: 'test',
        role: 'admin',
        name: 'sign-in link',
      })
      return { token, tokenId: id, accountId }
    },
    async hasAnybodySignedIn() {
      await ready()
      const fact = await db
        .selectFrom('facts')
        .select('value')
        .where('name', '=', signedInFact)
        .executeTakeFirst()
      return fact !== undefined
    },
    async markSignedIn() {
      await ready()
      await db
        .insertInto('facts')
        .values({ name: signedInFact, value: String(now()) })
        .onConflict((conflict) => conflict.column('name').doNothing())
        .execute()
    },
  }
}
