import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { Notice } from '@/components/ui/notice'
import { TextField } from '@/components/ui/text-field'
import type { ActivityFilters, ActivityView } from '@/lib/contract/view/activity'
import { activityTypeGroups } from './activity-types'
import { actorGroups } from './actor-groups'
import { FilterChoice, oneGroup } from './filter-choice'

const labels: Record<keyof ActivityFilters, string> = {
  actor: 'Who',
  type: 'What',
  integration_id: 'Integration',
  environment: 'Environment',
  since: 'Since',
}

const environments = oneGroup([
  { id: 'live', name: 'Live' },
  { id: 'test', name: 'Test' },
])

/** Says which filters in the address are left out. */
function UnusableFilters({ names }: { names: readonly (keyof ActivityFilters)[] }) {
  if (names.length === 0) return null
  const listed = names.map((name) => `“${labels[name]}”`).join(', ')
  return (
    <Notice tone="warning" role="status">
      {names.length === 1
        ? `The address of this page has a filter ${listed} that means nothing here, so it is left out.`
        : `The address of this page has filters that mean nothing here, so they are left out: ${listed}.`}
    </Notice>
  )
}

/** The form that filters the activity. The filters are in the address of the page. */
export function ActivityFilterForm({
  view: { filters, unusable, actors, integrations },
  hasBothEnvironments,
}: {
  view: ActivityView
  hasBothEnvironments: boolean
}) {
  return (
    <form method="get" action="/activity" aria-label="Filters" className="flex flex-col gap-3">
      <UnusableFilters names={unusable} />
      <div className="grid gap-3 sm:grid-cols-2 lg:auto-cols-fr lg:grid-flow-col lg:grid-cols-none">
        <FilterChoice
          name="actor"
          label={labels.actor}
          everything="Everybody"
          groups={actorGroups(actors)}
          chosen={filters.actor}
        />
        <FilterChoice
          name="type"
          label={labels.type}
          everything="Everything"
          groups={activityTypeGroups(filters.type)}
          chosen={filters.type}
        />
        <FilterChoice
          name="integration_id"
          label={labels.integration_id}
          everything="All, and what is about none"
          groups={oneGroup(integrations)}
          chosen={filters.integration_id}
        />
        <TextField
          key={filters.since}
          id="since"
          name="since"
          label={labels.since}
          type="date"
          defaultValue={filters.since?.slice(0, 10)}
        />
        {hasBothEnvironments && (
          <FilterChoice
            name="environment"
            label={labels.environment}
            everything="Both"
            groups={environments}
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
