import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { SelectField } from '@/components/ui/select-field'
import { TextField } from '@/components/ui/text-field'
import type { ActivityView, FilterOption } from '@/lib/contract/view/activity'
import { doneWords, requestWords } from './activity-words'

const knownTypes = [...Object.keys(doneWords), ...Object.keys(requestWords)].sort()

function Choice({
  name,
  label,
  everything,
  options,
  chosen,
}: {
  name: string
  label: string
  /** The words for no choice. */
  everything: string
  options: readonly FilterOption[]
  chosen: string | undefined
}) {
  return (
    <SelectField key={chosen} id={name} name={name} label={label} defaultValue={chosen ?? ''}>
      <option value="">{everything}</option>
      {options.map(({ id, name: words }) => (
        <option key={id} value={id}>
          {words || id}
        </option>
      ))}
    </SelectField>
  )
}

function typeOptions(chosen: string | undefined): FilterOption[] {
  const types =
    chosen === undefined || knownTypes.includes(chosen) ? knownTypes : [chosen, ...knownTypes]
  return types.map((type) => ({ id: type, name: type }))
}

/** The form that filters the activity. The filters are in the address of the page. */
export function ActivityFilterForm({
  view: { filters, actors, integrations },
  hasBothEnvironments,
}: {
  view: ActivityView
  hasBothEnvironments: boolean
}) {
  const environments = [
    { id: 'live', name: 'Live' },
    { id: 'test', name: 'Test' },
  ]
  return (
    <form method="get" action="/activity" aria-label="Filters" className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
        <Choice
          name="actor"
          label="Who"
          everything="Everybody"
          options={actors}
          chosen={filters.actor}
        />
        <Choice
          name="type"
          label="What"
          everything="Everything"
          options={typeOptions(filters.type)}
          chosen={filters.type}
        />
        <Choice
          name="integration_id"
          label="Integration"
          everything="All, and what is about none"
          options={integrations}
          chosen={filters.integration_id}
        />
        <TextField
          key={filters.since}
          id="since"
          name="since"
          label="Since"
          type="date"
          defaultValue={filters.since?.slice(0, 10)}
        />
        {hasBothEnvironments && (
          <Choice
            name="environment"
            label="Environment"
            everything="Both"
            options={environments}
            chosen={filters.environment}
          />
        )}
      </div>
      <div className="flex flex-wrap gap-2">
        <Button type="submit">Filter</Button>
        {Object.keys(filters).length > 0 && (
          <a className={buttonClass({ look: 'quiet' })} href="/activity">
            Remove all filters
          </a>
        )}
      </div>
    </form>
  )
}
