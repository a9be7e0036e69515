import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import type { PlatformContext } from '../core/context'
import { type Accounts, defaultAccountName } from './accounts'
import { signInLink } from './system-actors'
import type { Tokens } from './tokens'

const lifeMs = 15 * 60_000
/** An ended link is kept for this time, so that it can be told apart from a link that never existed. */
const memoryMs = 24 * 60 * 60_000
const signedInFact = 'somebody_signed_in'

/** The result of presenting a link. A link that is both used and too old counts as used. `at` is in milliseconds since 1970. */
export type LinkOutcome =
  | { outcome: 'spent'; token: string; tokenId: string; accountId: string }
  | { outcome: 'used'; at: number }
  | { outcome: 'expired' }
  | { outcome: 'unknown' }

export interface SignInLinks {
  /** Returns the secret of a link that signs somebody in once, within 15 minutes, as an admin of the test environment. */
  create: (accountName?: string) => Promise<string>
  /** Signs in with a link. At most one of any number of calls for one link gets a token. */
  spend: (secret: string) => Promise<LinkOutcome>
  /** Returns whether anybody has ever signed in to the dashboard of this store. */
  hasAnybodySignedIn: () => Promise<boolean>
  markSignedIn: () => Promise<void>
  /** Deletes links that ended more than a day ago. */
  sweep: () => Promise<void>
}

export function createSignInLinks(
  { storage, now }: Pick<PlatformContext, 'storage' | 'now'>,
  accounts: Accounts,
  tokens: Tokens,
): SignInLinks {
  const { db, ready } = storage

  /** Returns why a link could not be spent. */
  async function refusalOf(hash: string): Promise<LinkOutcome> {
    const link = await db
      .selectFrom('sign_in_links')
      .select('spent_at')
      .where('hash', '=', hash)
      .executeTakeFirst()
    if (!link) return { outcome: 'unknown' }
    return link.spent_at === null ? { outcome: 'expired' } : { outcome: 'used', at: link.spent_at }
  }

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
          expires_at: now() + lifeMs,
        })
        .execute()
      return secret
    },
    async spend(secret) {
      await ready()
      const hash = hashSecret(secret)
      const spent = await db
        .updateTable('sign_in_links')
        .set({ spent_at: now() })
        .where('hash', '=', hash)
        .where('spent_at', 'is', null)
        .where('expires_at', '>', now())
        .returning('account_id')
        .executeTakeFirst()
      if (!spent) return refusalOf(hash)
      const { account_id: accountId } = spent
      const { id, token } = await tokens.create({
        accountId,
        environment: 'test',
        role: 'admin',
        name: signInLink.name,
        createdBy: signInLink,
      })
      return { outcome: 'spent', token, tokenId: id, accountId }
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
    async sweep() {
      await ready()
      await db
        .deleteFrom('sign_in_links')
        .where('expires_at', '<', now() - memoryMs)
        .execute()
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
