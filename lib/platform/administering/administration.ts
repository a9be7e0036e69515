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

/** What somebody does with all accounts that they administer. Nothing of another account is read or changed. */
export interface Administration {
  /** Returns every administered account: those with most broken integrations first, then by name. */
  rank: (administrator: Administrator) => Promise<RankedAccount[]>
  /** Returns how many integrations some of the accounts have of each status. */
  countStatuses: (
    administrator: Administrator,
    accountIds: readonly string[],
  ) => Promise<StatusCount[]>
  /** Returns the broken integrations of some of the accounts, the newest ones first, so many of each at most. */
  listBroken: (
    administrator: Administrator,
    accountIds: readonly string[],
    mostPerAccount: number,
  ) => Promise<BrokenIntegration[]>
  /** Checks what is not disconnected in accounts, what is broken first. Waits ten seconds at most. */
  check: (administrator: Administrator, accountIds: readonly string[]) => Promise<CheckedAccounts>
  /** Makes a reconnect link for each broken integration of accounts. The result is the only place that has the links. */
  link: (administrator: Administrator, accountIds: readonly string[]) => Promise<LinkedAccounts>
  /** Returns the names of integrations. Leaves out those of other accounts. */
  name: (
    administrator: Administrator,
    integrationIds: readonly string[],
  ) => Promise<NamedIntegration[]>
  /** Returns what a person has connected in one account and what is not disconnected. */
  listConnectedBy: (
    place: { accountId: string; environments: readonly string[] },
    personId: string,
  ) => Promise<ConnectedIntegrations>
  /** Returns which of the people have connected something in an account that is not disconnected. */
  listConnectors: (
    place: { accountId: string; environments: readonly string[] },
    personIds: readonly string[],
  ) => Promise<string[]>
  /** Returns what people connected who do not belong to the account any more. */
  listOfLeavers: (administrator: Administrator) => Promise<ConnectedIntegrations>
}

/** Creates the operations of those who administer several accounts. */
export function createAdministration(
  context: Pick<PlatformContext, 'storage' | 'log' | 'now'>,
  parts: { checks: Checks; circuits: Circuits; reconnectLinks: ReconnectLinks },
): Administration {
  const { storage } = context
  const { db } = storage

  /** Returns those of the accounts that somebody administers. */
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
    async listBroken(administrator, accountIds, mostPerAccount) {
      await storage.ready()
      const own = await administeredOf(administrator, accountIds)
      return listBroken(db, administrator, own, mostPerAccount)
    },
    check: createCheckAccounts(context, parts),
    async link(administrator, accountIds) {
      await storage.ready()
      return linkAccounts(db, parts.reconnectLinks, administrator, accountIds)
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
    async listConnectedBy(place, personId) {
      await storage.ready()
      return listConnectedBy(db, place, personId)
    },
    async listConnectors(place, personIds) {
      await storage.ready()
      return listConnectors(db, place, personIds)
    },
    async listOfLeavers(administrator) {
      await storage.ready()
      return listOfLeavers(db, administrator)
    },
  }
}
