import 'server-only'
import type { Viewer } from '@/lib/contract/view/viewer'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { AccountOfPerson } from '../people/embedded-people'
import { theDashboard } from '../running-dashboard'
import type { Session } from './sessions'

/** The largest number of administered accounts in the menu. The page with the accounts has all of them. */
const maxAdministeredAccounts = 10

function isAdministered({ role }: AccountOfPerson): boolean {
  return role === 'admin'
}

/** Leaves out administered accounts beyond the limit, except the current one. Those that were used last come first. */
function withoutTooMany(
  accounts: readonly AccountOfPerson[],
  current: string | null,
): AccountOfPerson[] {
  const kept = accounts.filter(isAdministered).slice(0, maxAdministeredAccounts)
  return accounts.filter(
    (account) =>
      !isAdministered(account) || kept.includes(account) || account.accountId === current,
  )
}

/**
 * Returns the accounts for the user menu, whether there are more, and whether the person administers one of them. Returns
 * nothing for a session that is not that of a person.
 */
export async function listViewerAccounts({
  who,
  accountId: current,
}: Session): Promise<Pick<Viewer, 'accounts' | 'hasMoreAccounts' | 'administers'>> {
  const { embedded } = theDashboard()
  if (!who || !embedded) return {}
  // One more than is shown tells whether there are more.
  const chosen = { accountId: current, maxAdministeredAccounts: maxAdministeredAccounts + 1 }
  const found = await embedded.people.sessions
    .listAccountsForMenu(who, chosen)
    .catch((error: unknown) => {
      if (isStorageUnavailable(error)) return []
      throw error
    })
  const shown = withoutTooMany(found, current)
  const accounts = shown.map(({ accountId, accountName, onlyEnvironment }) => ({
    accountId,
    accountName,
    isCurrent: accountId === current,
    ...(onlyEnvironment === null ? {} : { onlyEnvironment }),
  }))
  return {
    accounts: accounts.sort((a, b) => a.accountName.localeCompare(b.accountName)),
    hasMoreAccounts: shown.length < found.length,
    administers: shown.some(isAdministered),
  }
}
