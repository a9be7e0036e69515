import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { AccountsFilters } from '@/lib/contract/view/accounts'

/** The form that filters the accounts. The filters are in the address of the page. */
export function AccountFilter({ filters: { q, onlyBroken } }: { filters: AccountsFilters }) {
  return (
    <form
      method="get"
      action="/accounts"
      aria-label="Find accounts"
      className="flex flex-wrap items-end gap-3"
    >
      <div className="flex min-w-0 flex-1 basis-56 sm:max-w-80">
        <TextField key={q} id="q" name="q" label="Name" defaultValue={q} maxLength={128} />
      </div>
      <div className="flex min-w-0 flex-1 basis-56 sm:max-w-64">
        <SelectField
          key={String(onlyBroken)}
          id="status"
          name="status"
          label="Status"
          defaultValue={onlyBroken ? 'broken' : ''}
        >
          <option value="">Any</option>
          <option value="broken">Needs reconnecting</option>
        </SelectField>
      </div>
      <div className="flex flex-wrap gap-2 py-0.5">
        <Button type="submit">Find</Button>
        {(q !== '' || onlyBroken) && (
          <a className={buttonClass({ look: 'quiet' })} href="/accounts">
            Show all accounts
          </a>
        )}
      </div>
    </form>
  )
}
