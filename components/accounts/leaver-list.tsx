import { UserRoundX } from 'lucide-react'
import { BackLink } from '@/components/ui/back-link'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { SwitchAccountForm, SwitchAccountLink } from '@/components/ui/switch-account-link'
import type { AccountsView } from '@/lib/contract/view/accounts'
import type { Viewer } from '@/lib/contract/view/viewer'
import { countWords, integrationWords } from './account-words'

/** Lists the integrations that were connected by people who have left the account since. */
export function LeaverList({
  view: { rows, count },
  viewer,
}: {
  view: Extract<AccountsView, { kind: 'leavers' }>
  viewer: Viewer
}) {
  const { personId: person } = viewer
  const current = viewer.accounts?.find(({ isCurrent }) => isCurrent)?.accountId
  const isCurrentAccount = (accountId: string) => !viewer.accounts || accountId === current
  const elsewhere = new Map(
    rows
      .filter(({ accountId }) => !isCurrentAccount(accountId))
      .map(({ accountId: account, environment }) => [
        `to-${account}-${environment}`,
        { person, account, environment },
      ]),
  )
  return (
    <>
      <BackLink href="/accounts">All accounts</BackLink>
      {[...elsewhere].map(([formId, switchTo]) => (
        <SwitchAccountForm key={formId} formId={formId} switchTo={switchTo} />
      ))}
      {count === 0 ? (
        <EmptyPanel
          icon={<UserRoundX aria-hidden className="size-5 text-muted" />}
          title="Nothing was connected by people who left"
        >
          What somebody connected goes on working after they are removed, and is listed here.
        </EmptyPanel>
      ) : (
        <Panel title={`Connected by people who left: ${count.toLocaleString('en')}`}>
          <p className="text-muted text-sm">
            Those that are connected keep working until somebody disconnects them. Whoever
            reconnects one as the same account takes the place of the person who left.
          </p>
          <ul className="-mx-4 mt-3 -mb-4 divide-y divide-border border-border border-t">
            {rows.map(
              ({ id, accountId, accountName, environment, status, connectedBy, ...names }) => (
                <li key={id} className="flex flex-wrap justify-between gap-x-4 gap-y-1 px-4 py-3">
                  <span className="flex min-w-0 flex-1 basis-64 flex-col">
                    <SwitchAccountLink
                      path={`/integrations/${encodeURIComponent(id)}`}
                      formId={isCurrentAccount(accountId) ? null : `to-${accountId}-${environment}`}
                      className="font-medium"
                    >
                      <Name>{integrationWords(names)}</Name>
                    </SwitchAccountLink>
                    <span className="text-muted text-sm wrap-anywhere">
                      <Name>{accountName}</Name>, connected by <Name>{connectedBy}</Name>
                    </span>
                  </span>
                  <span
                    className={status === 'error' ? 'text-sm text-warning' : 'text-muted text-sm'}
                  >
                    {status === 'error' ? 'Needs reconnecting' : 'Connected'}
                  </span>
                </li>
              ),
            )}
          </ul>
          {count > rows.length && (
            <p className="mt-6 text-muted text-sm">{`${countWords(count - rows.length, 'more integration')} not shown.`}</p>
          )}
        </Panel>
      )}
    </>
  )
}
