import { ArrowLeftRight, Building2, Check } from 'lucide-react'
import { menuItemClass } from '@/components/ui/menu'
import { Name } from '@/components/ui/name'
import { PostForm } from '@/components/ui/post-form'
import type { Viewer } from '@/lib/contract/view/viewer'

function fieldsOf({ personId, environment }: Viewer, account: string, to = environment) {
  return { person: personId, account, environment: to }
}

/**
 * The part of the user menu with which a person switches to the other environment, or to another
 * account.
 */
export function AccountSwitcher({ viewer }: { viewer: Viewer }) {
  const { accounts = [], hasMoreAccounts = false, environment } = viewer
  const current = accounts.find(({ isCurrent }) => isCurrent)
  if (!current) return null
  const other = environment === 'test' ? 'live' : 'test'
  return (
    <>
      {!current.onlyEnvironment && (
        <PostForm action="/switch" fields={fieldsOf(viewer, current.accountId, other)}>
          <button type="submit" className={menuItemClass}>
            <ArrowLeftRight aria-hidden className="size-4 text-muted" />
            {`Switch to ${other}`}
          </button>
        </PostForm>
      )}
      {accounts.length > 1 && (
        <ul aria-label="Accounts" className="mt-1 w-[15rem] max-w-full border-border border-t pt-1">
          {accounts.map(({ accountId, accountName, isCurrent, onlyEnvironment }) => (
            <li key={accountId}>
              <PostForm action="/switch" fields={fieldsOf(viewer, accountId, onlyEnvironment)}>
                <button
                  type="submit"
                  className={menuItemClass}
                  aria-current={isCurrent ? 'true' : undefined}
                >
                  {isCurrent ? (
                    <Check aria-hidden className="size-4 shrink-0 text-muted" />
                  ) : (
                    <Building2 aria-hidden className="size-4 shrink-0 text-muted" />
                  )}
                  <Name className="min-w-0 truncate" title={accountName}>
                    {accountName}
                  </Name>
                </button>
              </PostForm>
            </li>
          ))}
        </ul>
      )}
      {hasMoreAccounts && (
        <p className="w-[15rem] max-w-full px-2.5 py-1.5 text-muted text-xs">
          {'You used these last. '}
          <a href="/accounts" className="text-accent underline underline-offset-4">
            See all your accounts
          </a>
        </p>
      )}
    </>
  )
}
