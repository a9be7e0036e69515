import { Search } from 'lucide-react'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { DayAndTime } from '@/components/ui/time'
import type { FoundAccountView, SupportView } from '@/lib/contract/view/support'

/** Says which part of an account the search text matched. */
function Match({ match, matched, matchedAt }: FoundAccountView) {
  if (match === 'account' || matched === null) return null
  if (match === 'person')
    return (
      <span>
        <Name>{matched}</Name> belongs to it
      </span>
    )
  return (
    <span className="wrap-anywhere">
      {match === 'integration' ? 'Has the integration ' : 'Has the reference '}
      <code translate="no" className="font-mono">
        {matched}
      </code>
      {matchedAt !== null && (
        <>
          {' since '}
          <DayAndTime at={matchedAt} />
        </>
      )}
    </span>
  )
}

/** Says that several accounts have the reference that was searched for. */
function SharedReference({ found }: Pick<SupportView, 'found'>) {
  const count = found.filter(({ match }) => match === 'reference').length
  if (count < 2) return null
  return (
    <Notice tone="warning" role="status">
      {`${count} accounts have this reference. Programs can choose the ids of their requests, so ask the customer for the name of their account before you open one.`}
    </Notice>
  )
}

/** The accounts that a search found. */
export function FoundAccounts({
  found,
  query,
  hasMore,
}: Pick<SupportView, 'found' | 'query' | 'hasMore'>) {
  if (found.length === 0)
    return (
      <EmptyPanel
        icon={<Search aria-hidden className="size-5 text-muted" />}
        title={`No account found for “${query}”`}
      >
        Search for a part of a name or an e-mail address, or for a whole id.
      </EmptyPanel>
    )
  return (
    <>
      <SharedReference found={found} />
      <Panel title="Accounts">
        <ul className="-m-4 divide-y divide-border">
          {found.map((account) => (
            <li key={account.id}>
              <a
                href={`/support/${encodeURIComponent(account.id)}`}
                className="flex flex-col gap-0.5 px-4 py-3.5 hover:bg-subtle"
              >
                <span className="font-medium wrap-anywhere">
                  <Name>{account.name}</Name>
                </span>
                <span className="flex flex-wrap gap-x-3 text-muted text-xs">
                  <code translate="no" className="font-mono wrap-anywhere">
                    {account.id}
                  </code>
                  <Match {...account} />
                </span>
              </a>
            </li>
          ))}
        </ul>
        {hasMore && (
          <p className="mt-4 border-border border-t pt-4 text-muted text-sm">
            {`More accounts match “${query}”. These are the first ${found.length}: search for more of the name, or for an id.`}
          </p>
        )}
      </Panel>
    </>
  )
}
