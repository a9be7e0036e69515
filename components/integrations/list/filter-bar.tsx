'use client'

import { ChevronDown, Search } from 'lucide-react'
import { Button } from '@/components/ui/button'
import { type Condition, conditions, conditionWord } from '../words/status-words'
import { conditionParameter, type Filter } from './filter'
import { useFilterForm } from './filter-form'

export const searchFieldId = 'search-integrations'

const field =
  'min-h-9 rounded-md border border-control bg-surface text-base text-foreground placeholder:text-muted max-sm:min-h-11 max-sm:text-field'

/** The search field and the status filter. Their values are kept in the URL. Works without JavaScript. */
export function FilterBar({
  filter,
  counts,
}: {
  filter: Filter
  /** Absent until the list is known. */
  counts: Record<Condition, number> | undefined
}) {
  const offered = conditions.filter(
    (condition) => condition !== 'unknown' || filter.condition === 'unknown' || counts?.unknown,
  )
  const { form, noteEntry, apply } = useFilterForm(filter)
  return (
    <search>
      <form
        ref={form}
        method="get"
        action="/integrations"
        className="flex flex-wrap gap-2"
        onInput={noteEntry}
        onSubmit={(event) => {
          event.preventDefault()
          apply()
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
            className={`${field} w-full pr-3 pl-9`}
            defaultValue={filter.words}
          />
        </div>
        <div className="relative max-w-full">
          <select
            name="status"
            aria-label="Status"
            className={`${field} field-sizing-content max-w-full appearance-none pr-9 pl-3`}
            defaultValue={filter.condition ? conditionParameter[filter.condition] : ''}
          >
            <option value="">Any status</option>
            {offered.map((condition) => (
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
