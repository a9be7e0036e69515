import type { Environment } from '../api/role'

/** How many accounts are on one page of the list. With more, the page takes much longer for an admin of hundreds of accounts. */
export const accountsOfPage = 10
/** How many broken integrations are listed of each account. */
export const maxShownBroken = 3

/** The results of "Check now" for one integration. */
export const checkResults = ['connected', 'still_broken', 'not_checked', 'unknown'] as const
export type CheckResult = (typeof checkResults)[number]

/** An account that the viewer administers. */
export interface AdministeredAccount {
  accountId: string
  accountName: string
  connected: number
  broken: number
  disconnected: number
  isCurrent: boolean
  /** The first broken integrations. `since` is in milliseconds since 1970. */
  brokenIntegrations: {
    id: string
    service: string
    externalName: string
    since: number | null
  }[]
}

interface NamedResult {
  id: string
  accountName: string
  service: string
  externalName: string
}

/**
 * The state of the mail with a reconnect link: `too_many` when the account had sent its mails of the day, `cancelled` when the
 * person was removed before the mail was sent, and `undelivered` when the mail server did not accept it.
 */
export type LinkMailState = 'queued' | 'sent' | 'too_many' | 'cancelled' | 'undelivered'

/** A link that was made for an integration. `link` is null when none was made, and `reason` says why. */
export interface MadeLink extends NamedResult {
  link: string | null
  reason: string | null
  /** The person who connected the integration. Null when nobody is known. */
  connector: string | null
  /** The state of the mail with the link to that person. Null when none was to be sent. */
  mail: LinkMailState | null
}

/** The result of a button for many accounts, which is shown once. */
export type BulkResult =
  | { kind: 'check'; rows: (NamedResult & { result: CheckResult })[]; leftOut: number }
  | {
      kind: 'links'
      rows: MadeLink[]
      leftOut: number
      /** How many integrations got no link because they have one that still works. */
      linkedBefore: number
      /** Whether the same button reaches those that were left out. */
      goesOn: boolean
    }
  /** The result was shown before. */
  | { kind: 'shown_before' }

export interface AccountsFilters {
  /** A part of the name. */
  q: string
  onlyBroken: boolean
  page: number
}

export interface ConnectedRow {
  id: string
  accountId: string
  accountName: string
  environment: Environment
  service: string
  externalName: string
  status: string
  connectedBy: string
}

/** The content of `/accounts`. */
export type AccountsView =
  /** This Miteos does not list accounts, or the viewer administers none. */
  | { kind: 'none' }
  | {
      kind: 'accounts'
      accounts: AdministeredAccount[]
      /**
       * The counts of all accounts that the viewer administers, and of their broken integrations.
       */
      totals: { accounts: number; accountsWithBroken: number; broken: number }
      filters: AccountsFilters
      /** The number of accounts that match the filters. */
      found: number
      /** The number of pages. */
      pages: number
      result: BulkResult | null
      /** Whether this server sends mails. */
      areMailsSent: boolean
      /** Whether a button was pressed without choosing an account. */
      isNoneChosen: boolean
      canSwitch: boolean
      formKey: string
    }
  | { kind: 'leavers'; rows: ConnectedRow[]; count: number; canSwitch: boolean }

/** Returns the path of the list of accounts with these filters, or of its table. */
export function accountsPath(
  { q, onlyBroken, page }: Partial<AccountsFilters> = {},
  more: Record<string, string> = {},
): string {
  const query = new URLSearchParams({
    ...(q ? { q } : {}),
    ...(onlyBroken ? { status: 'broken' } : {}),
    ...(page !== undefined && page > 1 ? { page: String(page) } : {}),
    ...more,
  })
  return query.size === 0 ? '/accounts' : `/accounts?${query}`
}
