import 'server-only'
import type { Actor } from '@/lib/contract/api/actor'
import type { Environment } from '@/lib/contract/api/role'
import type { CheckResult } from '@/lib/contract/view/accounts'
import type { Identified } from './embedded-people'

/** Somebody who administers accounts, and the environment in which they work. */
export interface Administrator {
  /** A person, who administers every account in which they are an admin, or the one account of an API token. */
  of: Identified | { accountId: string }
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

/** The first integrations that somebody has connected, and how many there are. */
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

/** The accounts of the embedded platform that somebody administers: `/v1` knows one account for each token. */
export interface EmbeddedAdministration {
  /** Returns every administered account: those with most broken integrations first, then by name. */
  rank: (administrator: Administrator) => Promise<RankedAccount[]>
  /** Returns how many integrations some of the accounts have of each status. */
  countStatuses: (
    administrator: Administrator,
    accountIds: readonly string[],
  ) => Promise<{ accountId: string; status: string; count: number }[]>
  /** Returns the broken integrations of some of the accounts, so many of each at most. */
  listBroken: (
    administrator: Administrator,
    accountIds: readonly string[],
    mostPerAccount: number,
  ) => Promise<BrokenIntegration[]>
  /** Checks what is not disconnected in accounts. Waits ten seconds at most. */
  check: (
    administrator: Administrator,
    accountIds: readonly string[],
  ) => Promise<{ checked: { id: string; result: CheckResult }[]; leftOut: number }>
  /** Makes a reconnect link for each broken integration of accounts. */
  link: (
    administrator: Administrator,
    accountIds: readonly string[],
  ) => Promise<{
    linked: {
      id: string
      link: string | null
      reason?: string | undefined
      /** The state of the mail to the person who connected the integration. Absent when none was to be sent. */
      mail?: 'queued' | 'failed' | undefined
    }[]
    leftOut: number
  }>
  /** Returns the names of integrations. Leaves out those of other accounts. */
  name: (
    administrator: Administrator,
    integrationIds: readonly string[],
  ) => Promise<NamedIntegration[]>
  /** Returns what a person has connected in one account and what is not disconnected. */
  listConnectedBy: (
    place: { accountId: string; environments: readonly Environment[] },
    personId: string,
  ) => Promise<ConnectedIntegrations>
  /** Returns which of the people have connected something in an account that is not disconnected. */
  listConnectors: (
    place: { accountId: string; environments: readonly Environment[] },
    personIds: readonly string[],
  ) => Promise<string[]>
  /** Returns what people connected who do not belong to the account any more. */
  listOfLeavers: (administrator: Administrator) => Promise<ConnectedIntegrations>
}
