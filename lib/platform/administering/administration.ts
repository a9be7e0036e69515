import type { PlatformContext } from '../core/context'
import type { Checks } from '../integrations/checking/checks'
import type { Circuits } from '../integrations/checking/circuits'
import type { ReconnectLinks } from '../integrations/reconnect-links'
import { type Administrator, selectAdministered } from './administrator'
import { type CheckedAccounts, createCheckAccounts } from './check-accounts'
import {
  type ConnectedIntegrations,
  listConnectedBy,
  listConnectors,
  listOfLeavers,
} from './leavers'
import { type LinkedAccounts, linkAccounts } from './link-accounts'
import { type LinkMailState, readLinkMails } from './link-mails'
import {
  type BrokenIntegration,
  countStatuses,
  listBroken,
  type RankedAccount,
  rankAccounts,
  type StatusCount,
} from './overview'

/** An integration by the names that people know. */
export interface NamedIntegration {
  id: string
  accountName: string
  service: string
  /** The name of the account at the provider. */
  externalName: string
  /** The name of the person who connected it, themselves or with an API token. Null when nobody is known. */
  connector: string | null
}

/** The operations over all accounts of an administrator. Those that get an `Administrator` touch no other account. */
export interface Administration {
  /** Returns every administered account: those with most broken integrations first, then by name. */
  rank: (administrator: Administrator) => Promise<RankedAccount[]>
  /** Returns how many integrations the accounts have of each status. */
  countStatuses: (
    administrator: Administrator,
    accountIds: readonly string[],
  ) => Promise<StatusCount[]>
  /** Returns the broken integrations of the accounts: of each at most `maxPerAccount`, those that broke last first. */
  listBroken: (
    administrator: Administrator,
    accountIds: readonly string[],
    maxPerAccount: number,
  ) => Promise<BrokenIntegration[]>
  /**
   * Checks the integrations of the accounts that are not disconnected: 40 at most, the broken ones first. Waits ten seconds at most.
   */
  check: (administrator: Administrator, accountIds: readonly string[]) => Promise<CheckedAccounts>
  /**
   * Makes a reconnect link for each broken integration of the accounts, 25 at most. The links are in the result only. With
   * `onlyUnlinked` those that have a link that still works are left out.
   */
  link: (
    administrator: Administrator,
    accountIds: readonly string[],
    options?: { onlyUnlinked: boolean },
  ) => Promise<LinkedAccounts>
  /** Returns the state of the mail with each reconnect link. See `readLinkMails`. */
  readLinkMails: (
    administrator: Administrator,
    secrets: readonly string[],
  ) => Promise<Map<string, LinkMailState>>
  /** Returns the names of integrations. Leaves out those of accounts that are not administered. */
  name: (
    administrator: Administrator,
    integrationIds: readonly string[],
  ) => Promise<NamedIntegration[]>
  /** Returns the integrations of one account that a person has connected. The caller has checked who may see the account. */
  listConnectedBy: (
    account: { accountId: string; environments: readonly string[] },
    personId: string,
  ) => Promise<ConnectedIntegrations>
  /** Returns the ids of those people who have connected an integration of the account. The caller has checked who may see it. */
  listConnectors: (
    account: { accountId: string; environments: readonly string[] },
    personIds: readonly string[],
  ) => Promise<string[]>
  /** Returns the integrations that were connected by people who no longer belong to the account. */
  listOfLeavers: (administrator: Administrator) => Promise<ConnectedIntegrations>
}

export function createAdministration(
  context: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
  parts: { checks: Checks; circuits: Circuits; reconnectLinks: ReconnectLinks },
): Administration {
  const { storage } = context
  const { db } = storage

  /** Returns the ids of those accounts that the administrator administers. */
  async function administeredOf(administrator: Administrator, accountIds: readonly string[]) {
    if (accountIds.length === 0) return []
    const rows = await selectAdministered(db, administrator)
      .where('accounts.id', 'in', accountIds)
      .execute()
    return rows.map(({ accountId }) => accountId)
  }

  return {
    async rank(administrator) {
      await storage.ready()
      return rankAccounts(db, administrator)
    },
    async countStatuses(administrator, accountIds) {
      await storage.ready()
      const own = await administeredOf(administrator, accountIds)
      return countStatuses(db, administrator, own)
    },
    async listBroken(administrator, accountIds, maxPerAccount) {
      await storage.ready()
      const own = await administeredOf(administrator, accountIds)
      return listBroken(db, administrator, own, maxPerAccount)
    },
    check: createCheckAccounts(context, parts),
    async link(administrator, accountIds, { onlyUnlinked } = { onlyUnlinked: false }) {
      await storage.ready()
      const options = { onlyUnlinked, now: context.now() }
      return linkAccounts(db, parts.reconnectLinks, administrator, accountIds, options)
    },
    async readLinkMails(administrator, secrets) {
      await storage.ready()
      return readLinkMails(db, administrator, secrets)
    },
    async name(administrator, integrationIds) {
      await storage.ready()
      if (integrationIds.length === 0) return []
      return db
        .selectFrom('integrations')
        .innerJoin(
          selectAdministered(db, administrator).as('administered'),
          'administered.accountId',
          'integrations.account_id',
        )
        .leftJoin('tokens', 'tokens.id', 'integrations.connected_by_id')
        .leftJoin('people', (join) =>
          join.on(({ eb, ref, fn }) =>
            eb('people.id', '=', fn.coalesce(ref('tokens.person_id'), ref('connected_by_id'))),
          ),
        )
        .select(['integrations.id', 'accountName', 'service', 'account_name as externalName'])
        .select('people.name as connector')
        .where('integrations.id', 'in', integrationIds)
        .where('integrations.environment', '=', administrator.environment)
        .execute()
    },
    async listConnectedBy(account, personId) {
      await storage.ready()
      return listConnectedBy(db, account, personId)
    },
    async listConnectors(account, personIds) {
      await storage.ready()
      return listConnectors(db, account, personIds)
    },
    async listOfLeavers(administrator) {
      await storage.ready()
      return listOfLeavers(db, administrator)
    },
  }
}
