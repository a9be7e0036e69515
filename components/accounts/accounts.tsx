import { Building2 } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyPanel } from '@/components/ui/empty-panel'
import type { AccountsView } from '@/lib/contract/view/accounts'
import type { Viewer } from '@/lib/contract/view/viewer'
import { AccountFilter } from './account-filter'
import { AccountList } from './account-list'
import { countWords } from './account-words'
import { BulkResult } from './bulk-result'
import { LeaverList } from './leaver-list'

const icon = <Building2 aria-hidden className="size-5 text-muted" />

function Totals({ totals }: { totals: Extract<AccountsView, { kind: 'accounts' }>['totals'] }) {
  const { accounts, broken } = totals
  return (
    <p className="text-muted">
      {`${countWords(accounts, 'account')}: `}
      <span className={broken === 0 ? undefined : 'font-medium text-warning'}>
        {`${countWords(broken, 'integration')} ${broken === 1 ? 'needs' : 'need'} reconnecting`}
      </span>
      .
    </p>
  )
}

/** The content of the page with every account that the viewer administers. */
export function Accounts({ view, viewer }: { view: AccountsView; viewer: Viewer }) {
  if (view.kind === 'none')
    return (
      <EmptyPanel icon={icon} title="You administer no account here">
        Accounts in which you are an admin appear here, with what needs reconnecting in each.
      </EmptyPanel>
    )
  if (view.kind === 'leavers') return <LeaverList view={view} viewer={viewer} />
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <Totals totals={view.totals} />
        <a
          className={`${buttonClass({ look: 'quiet' })} max-sm:-ml-4`}
          href="/accounts?connected_by=left"
        >
          Connected by people who left
        </a>
      </div>
      {view.result && <BulkResult result={view.result} areMailsSent={view.areMailsSent} />}
      {view.totals.accounts > 1 && <AccountFilter filters={view.filters} />}
      {view.found === 0 ? (
        <EmptyPanel
          icon={icon}
          title="No account matches"
          action={
            <a className={buttonClass()} href="/accounts">
              Show all accounts
            </a>
          }
        >
          Try a part of its name.
        </EmptyPanel>
      ) : (
        <AccountList view={view} viewer={viewer} />
      )}
    </>
  )
}
