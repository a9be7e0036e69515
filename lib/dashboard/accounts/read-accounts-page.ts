import 'server-only'
import { randomUUID } from 'node:crypto'
import type { Account } from '@/lib/contract/api/account'
import { environmentSchema } from '@/lib/contract/api/role'
import {
  type AccountsFilters,
  type AccountsView,
  accountsOfPage,
  accountsPath,
  maxShownBroken,
} from '@/lib/contract/view/accounts'
import type { Viewer } from '@/lib/contract/view/viewer'
import { MiteosError } from '../miteos/miteos-error'
import type {
  Administrator,
  EmbeddedAdministration,
  RankedAccount,
} from '../people/embedded-administration'
import { type Search, searchText } from '../routes/search'
import { theDashboard } from '../running-dashboard'
import { miteosForPage } from '../sessions/page-miteos'
import { requireSession, requireViewer } from '../sessions/session'
import type { Session } from '../sessions/sessions'
import { readShownOnce } from '../settings/read-shown-once'
import { bulkResult } from '../settings/shown-once-cookie'
import { administratorOf } from './administrator'
import { describeResult } from './bulk-cookie'
import { countsOf } from './counts-of'

const maxSearchLength = 128

/** Reads the filters in the address of the page. */
export function readAccountFilters(search: Search): AccountsFilters {
  const page = Number(searchText(search, 'page'))
  return {
    q: searchText(search, 'q').trim().slice(0, maxSearchLength),
    onlyBroken: searchText(search, 'status') === 'broken',
    page: Number.isSafeInteger(page) && page > 1 ? page : 1,
  }
}

/** Returns whether an account matches the filters. */
export function matchesFilters(
  { accountName, broken }: RankedAccount,
  { q, onlyBroken }: Pick<AccountsFilters, 'q' | 'onlyBroken'>,
): boolean {
  const hasName = accountName.toLocaleLowerCase('en').includes(q.toLocaleLowerCase('en'))
  return hasName && (!onlyBroken || broken > 0)
}

function totalsOf(accounts: readonly RankedAccount[]) {
  const broken = accounts.reduce((total, account) => total + account.broken, 0)
  const accountsWithBroken = accounts.filter((account) => account.broken > 0).length
  return { accounts: accounts.length, accountsWithBroken, broken }
}

interface PageContext {
  administration: EmbeddedAdministration
  administrator: Administrator
  session: Session
}

async function readLeavers({ administration, administrator, session }: PageContext) {
  const { integrations, count } = await administration.listOfLeavers(administrator)
  const rows = integrations.flatMap(({ environment, ...row }) => {
    const known = environmentSchema.safeParse(environment)
    return known.success ? [{ ...row, environment: known.data }] : []
  })
  return { kind: 'leavers' as const, rows, count, canSwitch: session.who !== null }
}

async function readAccounts(context: PageContext, search: Search): Promise<AccountsView> {
  const { administration, administrator, session } = context
  const [all, shown] = await Promise.all([
    administration.rank(administrator),
    readShownOnce(bulkResult, session),
  ])
  if (all.length === 0) return { kind: 'none' }
  const wanted = readAccountFilters(search)
  const found = all.filter((account) => matchesFilters(account, wanted))
  const pages = Math.max(1, Math.ceil(found.length / accountsOfPage))
  const filters = { ...wanted, page: Math.min(wanted.page, pages) }
  const first = (filters.page - 1) * accountsOfPage
  const onPage = found.slice(first, first + accountsOfPage)
  const ids = onPage.map(({ accountId }) => accountId)
  const [counts, broken] = await Promise.all([
    administration.countStatuses(administrator, ids),
    administration.listBroken(administrator, ids, maxShownBroken),
  ])
  const shownBefore = searchText(search, 'done') === '' ? null : { kind: 'shown_before' as const }
  return {
    kind: 'accounts',
    accounts: onPage.map((account) => ({
      ...account,
      ...countsOf(counts, account),
      isCurrent: account.accountId === session.accountId,
      brokenIntegrations: broken.filter(({ accountId }) => accountId === account.accountId),
    })),
    totals: totalsOf(all),
    filters,
    found: found.length,
    pages,
    result: shown ? await describeResult(shown, administration, administrator) : shownBefore,
    areMailsSent: theDashboard().embedded?.breakMails.areSent ?? false,
    isNoneChosen: search.error === 'none_chosen',
    canSwitch: session.who !== null,
    formKey: randomUUID(),
  }
}

/**
 * Returns the account of the session's token, or null when the API fails.
 *
 * @throws {MiteosError} `unauthorized` when the API refuses the token
 */
async function readAccount(session: Session): Promise<Account | null> {
  try {
    return await miteosForPage(session).account()
  } catch (error) {
    if (error instanceof MiteosError && error.kind !== 'unauthorized') return null
    throw error
  }
}

/** Reads the page with every account that the signed-in person administers. */
export async function readAccountsPage(
  search: Search,
): Promise<{ viewer: Viewer; view: AccountsView }> {
  const returnTo = accountsPath(readAccountFilters(search))
  const session = await requireSession(returnTo)
  const viewer = await requireViewer(session, returnTo)
  const administration = theDashboard().embedded?.administration
  const account = administration ? await readAccount(session) : null
  const administrator = account && administratorOf(session, account)
  if (!administration || !administrator) return { viewer, view: { kind: 'none' } }
  const context = { administration, administrator, session }
  const showsLeavers = searchText(search, 'connected_by') === 'left'
  const view = showsLeavers ? await readLeavers(context) : await readAccounts(context, search)
  return { viewer, view }
}
