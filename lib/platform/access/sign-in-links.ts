import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import type { PlatformContext } from '../core/context'
import { type Accounts, defaultAccountName } from './accounts'
import { signInLink } from './system-actors'
import type { Tokens } from './tokens'

const linkLifetimeMs = 15 * 60_000
/** A link is kept for this time after it expired. Until then, its outcome is `used` or `expired` and not `unknown`. */
const keepExpiredMs = 24 * 60 * 60_000
/** The name of the fact that is stored when a person signs in for the first time. */
const signedInFact = 'somebody_signed_in'

/** The result of signing in with a link. */
export type LinkOutcome =
  /** This call spent the link. `token` is the new API token. */
  | { outcome: 'spent'; token: string; tokenId: string; accountId: string }
  /** An earlier call spent the link. `at` is the time of that call, in milliseconds since 1970. */
  | { outcome: 'used'; at: number }
  /** Nobody spent the link in time. */
  | { outcome: 'expired' }
  | { outcome: 'unknown' }

export interface SignInLinks {
  /**
   * Returns the secret of a link that signs a person in once, within 15 minutes, as an admin of the test environment.
   * Creates the account when there is none with this name.
   */
  create: (accountName?: string) => Promise<string>
  /** Signs in with a link. Of all calls with one link, at most one gets a token. */
  spend: (secret: string) => Promise<LinkOutcome>
  /** Returns whether a person has ever signed in to the dashboard that uses this store. */
  hasAnybodySignedIn: () => Promise<boolean>
  /** Records that a person has signed in, for `hasAnybodySignedIn`. */
  markSignedIn: () => Promise<void>
  /** Deletes links that expired more than a day ago. */
  sweep: () => Promise<void>
}

export function createSignInLinks(
  { storage, now }: Pick<PlatformContext, 'storage' | 'now'>,
  accounts: Accounts,
  tokens: Tokens,
): SignInLinks {
  const { db, ready } = storage

  /** Returns why a link could not be spent. */
  async function findRefusal(hash: string): Promise<LinkOutcome> {
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
          expires_at: now() + linkLifetimeMs,
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
      if (!spent) return findRefusal(hash)
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
        .where('expires_at', '<', now() - keepExpiredMs)
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
