'use client'

import { ChevronDown, Search } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { type Condition, conditions, conditionWord } from '../words/status-words'
import { conditionParameter, type Filter } from './filter'
import { useFilterForm } from './filter-form'

export const searchFieldId = 'search-integrations'

const fieldClass =
  'min-h-9 rounded-md border border-control bg-surface text-base text-foreground placeholder:text-muted max-sm:min-h-11 max-sm:text-field'

/** The search field and the status filter, whose values are kept in the URL. The form works without JavaScript. */
export function FilterBar({
  filter,
  counts,
}: {
  filter: Filter
  /** Undefined until the list is loaded. */
  counts: Record<Condition, number> | undefined
}) {
  const offeredConditions = conditions.filter(
    (condition) => condition !== 'unknown' || filter.condition === 'unknown' || counts?.unknown,
  )
  const { formRef, handleInput, writeUrl } = useFilterForm(filter)
  return (
    <search>
      <form
        ref={formRef}
        method="get"
        action="/integrations"
        className="flex flex-wrap gap-2"
        onInput={handleInput}
        onSubmit={(event) => {
          event.preventDefault()
          writeUrl()
        }}
      >
        <div className="relative min-w-[min(12rem,100%)] flex-1 sm:max-w-[20rem]">
          <Search
            aria-hidden
            className="pointer-events-none absolute inset-y-0 left-3 my-auto size-4 text-muted"
          />
          <input
            id={searchFieldId}
            type="search"
            name="q"
            aria-label="Search integrations"
            placeholder="Search integrations"
            autoComplete="off"
            spellCheck={false}
            maxLength={128}
            className={`${fieldClass} w-full pr-3 pl-9`}
            defaultValue={filter.searchText}
          />
        </div>
        <div className="relative max-w-full">
          <select
            name="status"
            aria-label="Status"
            className={`${fieldClass} field-sizing-content max-w-full appearance-none pr-9 pl-3`}
            defaultValue={filter.condition ? conditionParameter[filter.condition] : ''}
          >
            <option value="">Any status</option>
            {offeredConditions.map((condition) => (
              <option key={condition} value={conditionParameter[condition]}>
                {`${conditionWord[condition]}${counts ? ` (${counts[condition]})` : ''}`}
              </option>
            ))}
          </select>
          <ChevronDown
            aria-hidden
            className="pointer-events-none absolute inset-y-0 right-3 my-auto size-4 text-muted"
          />
        </div>
        <noscript>
          <Button type="submit" size="medium">
            Apply
          </Button>
        </noscript>
      </form>
    </search>
  )
}
