import { Download } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Checkbox } from '@/components/ui/checkbox'
import { Notice } from '@/components/ui/notice'
import { Panel } from '@/components/ui/panel'
import { PostForm } from '@/components/ui/post-form'
import { type AccountsView, accountsPath } from '@/lib/contract/view/accounts'
import type { Viewer } from '@/lib/contract/view/viewer'
import { AccountRow } from './account-row'
import { countWords, everyPageWords } from './account-words'

type ListView = Extract<AccountsView, { kind: 'accounts' }>

const formId = 'for-accounts'

/** The buttons for the accounts that are chosen. They work without scripts. */
function BulkForm({ view, viewer }: { view: ListView; viewer: Viewer }) {
  const { q, onlyBroken, page } = view.filters
  const { result } = view
  const goesOn = result?.kind === 'links' && result.goesOn && result.leftOut > 0
  return (
    <PostForm
      id={formId}
      action="/accounts/submit"
      fields={{
        person: viewer.personId,
        key: view.formKey,
        q,
        status: onlyBroken ? 'broken' : '',
        page: String(page),
      }}
      aria-label="For the chosen accounts"
      className="flex flex-wrap items-center gap-2"
    >
      <Checkbox name="all" value="1">
        All on this page
      </Checkbox>
      {(view.pages > 1 || goesOn) && (
        <Checkbox key={String(goesOn)} name="all" value="found" defaultChecked={goesOn}>
          {everyPageWords(view)}
        </Checkbox>
      )}
      <Button type="submit" name="do" value="check">
        Check now
      </Button>
      <Button type="submit" name="do" value="links">
        Send reconnect links
      </Button>
    </PostForm>
  )
}

function Pages({ filters, pages }: Pick<ListView, 'filters' | 'pages'>) {
  const { page } = filters
  if (pages === 1) return null
  return (
    <nav aria-label="Pages of the list" className="flex flex-wrap items-center gap-2">
      {page > 1 && (
        <a className={buttonClass()} href={accountsPath({ ...filters, page: page - 1 })}>
          Previous accounts
        </a>
      )}
      {page < pages && (
        <a className={buttonClass()} href={accountsPath({ ...filters, page: page + 1 })}>
          Next accounts
        </a>
      )}
      <span className="text-muted text-sm">{`Page ${page} of ${pages}`}</span>
    </nav>
  )
}

/** The accounts of one page, with the buttons for those that are chosen. */
export function AccountList({ view, viewer }: { view: ListView; viewer: Viewer }) {
  const { accounts, found, filters, pages, isNoneChosen } = view
  return (
    <>
      {isNoneChosen && (
        <Notice tone="warning" role="alert">
          Choose an account first. Nothing was done.
        </Notice>
      )}
      <Panel
        title={countWords(found, 'account')}
        aside={
          <a className={buttonClass({ look: 'quiet' })} href="/api/accounts" download>
            <Download aria-hidden className="size-4" />
            Download all as CSV
          </a>
        }
      >
        <div className="-m-4 flex flex-col">
          <div className="border-border border-b px-4 py-2">
            <BulkForm view={view} viewer={viewer} />
          </div>
          <ul className="divide-y divide-border">
            {accounts.map((account) => (
              <AccountRow
                key={account.accountId}
                account={account}
                viewer={viewer}
                formId={formId}
              />
            ))}
          </ul>
        </div>
      </Panel>
      <Pages filters={filters} pages={pages} />
    </>
  )
}
