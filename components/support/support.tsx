import { Search } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Name } from '@/components/ui/name'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { TextField } from '@/components/ui/text-field'
import type { FoundAccountView, SupportView } from '@/lib/contract/view/support'
import { Visits } from './visits'

/** Says which part of an account the search text matched. */
function Match({ match, matched }: FoundAccountView) {
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
    </span>
  )
}

function Found({ view: { found, query, hasMore } }: { view: SupportView }) {
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
  )
}

/** The content of the page of the support staff: the search for an account, and the accounts that they opened. */
export function Support({ view }: { view: SupportView }) {
  const { query, visits, staff, note } = view
  return (
    <>
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-2xl tracking-tight">Support</h1>
        <p className="text-muted">
          Find the account of a customer and open it for 60 minutes. The customer sees in their
          activity who opened it, why, and everything that you look at.
        </p>
      </div>
      {note && (
        <Notice tone={note === 'left' ? 'success' : 'info'} role="status">
          {note === 'left'
            ? 'You have left the account.'
            : 'Your time in the account is over. Open it again to go on.'}
        </Notice>
      )}
      <form method="get" action="/support" className="flex flex-wrap items-end gap-3">
        <TextField
          id="q"
          name="q"
          label="Account, person, integration id or reference id"
          defaultValue={query}
          maxLength={200}
          autoCapitalize="none"
          spellCheck={false}
        />
        <Button type="submit" look="primary" size="medium">
          Search
        </Button>
      </form>
      {query !== '' && <Found view={view} />}
      <Visits visits={visits} staff={staff} />
    </>
  )
}
