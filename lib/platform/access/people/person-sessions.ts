import type { Environment } from '@/lib/contract/api/role'
import type { PlatformContext } from '../../core/context'
import { createTokenChanges, type SignInWay, type TokenInput } from '../token-changes'
import type { IdentifiedPerson } from './identified-person'
import {
  listFormerAccounts,
  listMemberships,
  listMembershipsForMenu,
  type Membership,
} from './memberships'
import type { RefusedEntries } from './refused-entries'

/** The token with which a session of a person acts in one account and environment. */
export interface SessionToken {
  token: string
  tokenId: string
  accountId: string
  environment: Environment
}

export interface PersonSessions {
  /**
   * Creates the token for a session of a person. Without an account, it is for the account and the environment in which the
   * person last worked. Returns null when the person does not belong to the account, may not work in the environment, or
   * belongs to no account at all. The role is that of the membership at each request.
   *
   * @param lifetimeMs the time after which the session ends at the latest
   * @param way how the person signed in, for the activity
   */
  open: (
    who: IdentifiedPerson,
    lifetimeMs: number,
    account?: { accountId: string; environment: Environment },
    way?: SignInWay,
  ) => Promise<SessionToken | null>
  /** Records that a person is let into no account, and returns why. See `RefusedEntries`. */
  refuse: RefusedEntries['recordNoAccount']
  /** Returns the accounts in which a person may work, the last used first. */
  listAccounts: (who: IdentifiedPerson) => Promise<Membership[]>
  /** Returns the accounts in which a person was signed in within the last month or longer, and may no longer work. */
  listFormerAccounts: (
    who: IdentifiedPerson,
  ) => Promise<Pick<Membership, 'accountId' | 'accountName'>[]>
  /** Returns the accounts for a menu: of those in which the person is an admin, only the `maxAdministeredAccounts` last used. */
  listAccountsForMenu: (
    who: IdentifiedPerson,
    chosen: { accountId: string | null; maxAdministeredAccounts: number },
  ) => Promise<Membership[]>
  /** Deletes the tokens of sessions that expired more than 30 days ago. */
  sweep: () => Promise<void>
}

const keepExpiredMs = 30 * 24 * 60 * 60_000

export function createPersonSessions(
  context: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
  refused: RefusedEntries,
): PersonSessions {
  const { storage, now } = context
  const changes = createTokenChanges(context)

  return {
    async open(who, lifetimeMs, account, way) {
      await storage.ready()
      const memberships = await listMemberships(storage.db, who)
      const membership = account
        ? memberships.find(({ accountId }) => accountId === account.accountId)
        : memberships[0]
      if (!membership) return null
      const { personId, personName, accountId, role, onlyEnvironment } = membership
      const environment = account?.environment ?? membership.environment
      if (onlyEnvironment !== null && onlyEnvironment !== environment) return null
      const input: TokenInput = {
        accountId,
        environment,
        role,
        name: personName,
        createdBy: { kind: 'person', id: personId, name: personName },
        personId,
        session: { endsAt: now() + lifetimeMs, way, wayMadeAt: who.wayMadeAt },
      }
      const { row, token } = await changes.create(input, async (transaction) => {
        await transaction
          .updateTable('memberships')
          .set({ environment, last_seen_at: now() })
          .where('person_id', '=', personId)
          .where('account_id', '=', accountId)
          .execute()
      })
      return { token, tokenId: row.id, accountId, environment }
    },
    refuse: refused.recordNoAccount,
    async listAccounts(who) {
      await storage.ready()
      return listMemberships(storage.db, who)
    },
    async listFormerAccounts(who) {
      await storage.ready()
      return listFormerAccounts(storage.db, who)
    },
    async listAccountsForMenu(who, chosen) {
      await storage.ready()
      return listMembershipsForMenu(storage.db, who, chosen)
    },
    async sweep() {
      await storage.ready()
      await storage.db
        .deleteFrom('tokens')
        .where('use', '=', 'session')
        .where('expires_at', '<', now() - keepExpiredMs)
        .execute()
    },
  }
}
