import { Button } from '@/components/ui/button'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import type { SupportView } from '@/lib/contract/view/support'
import { FoundAccounts } from './found-accounts'
import { Visits } from './visits'

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
      {query !== '' && <FoundAccounts {...view} />}
      <Visits visits={visits} staff={staff} />
    </>
  )
}
