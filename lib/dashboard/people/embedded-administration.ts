import 'server-only'
import type { Actor } from '@/lib/contract/api/actor'
import type { Environment } from '@/lib/contract/api/role'
import type { CheckResult, LinkMailState } from '@/lib/contract/view/accounts'
import type { IdentifiedPerson } from './embedded-people'

/** A person or an API token that administers accounts, and the environment in which they work. */
export interface Administrator {
  /** A person, who administers every account in which they are an admin, or the one account of an API token. */
  of: IdentifiedPerson | { accountId: string }
  environment: Environment
  actor: Actor
}

/** An account with the number of its integrations that need reconnecting, in one environment. */
export interface RankedAccount {
  accountId: string
  accountName: string
  broken: number
}

export interface BrokenIntegration {
  id: string
  accountId: string
  service: string
  /** The name of the account at the provider. */
  externalName: string
  /** Since when, in milliseconds since 1970. Null when that is not known. */
  since: number | null
}

/** The first integrations of a list, and the number of all integrations in it. */
export interface ConnectedIntegrations {
  integrations: {
    id: string
    accountId: string
    accountName: string
    environment: string
    service: string
    externalName: string
    status: string
    connectedBy: string
  }[]
  count: number
}

/** An integration by the names that people know. */
interface NamedIntegration {
  id: string
  accountName: string
  service: string
  externalName: string
  /** The name of the person who connected it. Null when nobody is known. */
  connector: string | null
}

/**
 * What an administrator does with all their accounts at once. `/v1` does not offer it: there, a
 * token belongs to one account.
 */
export interface EmbeddedAdministration {
  /** Returns every administered account: those with most broken integrations first, then by name. */
  rank: (administrator: Administrator) => Promise<RankedAccount[]>
  /** Returns how many integrations some of the accounts have of each status. */
  countStatuses: (
    administrator: Administrator,
    accountIds: readonly string[],
  ) => Promise<{ accountId: string; status: string; count: number }[]>
  /** Returns the broken integrations of some of the accounts, at most `maxPerAccount` of each. */
  listBroken: (
    administrator: Administrator,
    accountIds: readonly string[],
    maxPerAccount: number,
  ) => Promise<BrokenIntegration[]>
  /**
   * Checks the integrations of some of the accounts that are not disconnected, for ten seconds at
   * most. `leftOut` is the number of integrations that were not checked, because there are too
   * many.
   */
  check: (
    administrator: Administrator,
    accountIds: readonly string[],
  ) => Promise<{ checked: { id: string; result: CheckResult }[]; leftOut: number }>
  /**
   * Makes a reconnect link for each broken integration of some of the accounts. `leftOut` is the
   * number of integrations without a link, because there are too many. `link` is null when none
   * could be made, for the `reason`. With `onlyUnlinked`, the integrations that have a link that
   * still works are left out, and `linkedBefore` is their number.
   */
  link: (
    administrator: Administrator,
    accountIds: readonly string[],
    options?: { onlyUnlinked: boolean },
  ) => Promise<{
    linked: {
      id: string
      link: string | null
      reason?: string | undefined
    }[]
    leftOut: number
    linkedBefore: number
  }>
  /**
   * Returns the state of the mail with each reconnect link, by the secret of the link. Links without
   * a mail are left out.
   */
  readLinkMails: (
    administrator: Administrator,
    secrets: readonly string[],
  ) => Promise<Map<string, LinkMailState>>
  /** Returns the names of integrations. Leaves out those of other accounts. */
  name: (
    administrator: Administrator,
    integrationIds: readonly string[],
  ) => Promise<NamedIntegration[]>
  /**
   * Returns the integrations of one account that a person has connected and that are not
   * disconnected.
   */
  listConnectedBy: (
    account: { accountId: string; environments: readonly Environment[] },
    personId: string,
  ) => Promise<ConnectedIntegrations>
  /**
   * Returns the ids of those people who have connected an integration of the account that is not
   * disconnected.
   */
  listConnectors: (
    account: { accountId: string; environments: readonly Environment[] },
    personIds: readonly string[],
  ) => Promise<string[]>
  /**
   * Returns the integrations of the administered accounts that were connected by people who have
   * left the account since.
   */
  listOfLeavers: (administrator: Administrator) => Promise<ConnectedIntegrations>
}
