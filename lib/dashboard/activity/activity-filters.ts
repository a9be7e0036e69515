import { activityTypePattern, actorIdPattern } from '@/lib/contract/api/activity'
import { integrationIdPattern } from '@/lib/contract/api/integration'
import { environmentSchema } from '@/lib/contract/api/role'
import type { ActivityFilters } from '@/lib/contract/view/activity'
import { startOfDay } from '@/lib/contract/view/zone-clock'
import type { ActivityQuery } from '../miteos/activity-client'
import type { Search } from '../routes/search'

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/

/**
 * Returns an object with this one filter, or an empty object when the parameter is missing or not
 * usable.
 */
function filter(search: Search, name: keyof ActivityFilters, isUsable: (text: string) => boolean) {
  const value = search[name]
  return typeof value === 'string' && isUsable(value) ? { [name]: value } : {}
}

/**
 * Returns the moment of an ISO time, or of the beginning of a day, in milliseconds since 1970.
 * Returns null for any other text.
 */
function sinceOf(text: string, zone: string): number | null {
  if (!isoTime.test(text)) return startOfDay(text, zone)
  const moment = Date.parse(text)
  return Number.isNaN(moment) ? null : moment
}

/** Reads the filters in the address of the page. What cannot be a filter is left out. */
export function readFilters(search: Search, zone: string): ActivityFilters {
  const environment = environmentSchema.safeParse(search.environment)
  return {
    ...filter(search, 'actor', (text) => actorIdPattern.test(text)),
    ...filter(search, 'type', (text) => activityTypePattern.test(text)),
    ...filter(search, 'integration_id', (text) => integrationIdPattern.test(text)),
    ...(environment.success ? { environment: environment.data } : {}),
    ...filter(search, 'since', (text) => sinceOf(text, zone) !== null),
  }
}

const filterNames = ['actor', 'type', 'integration_id', 'environment', 'since'] as const

/** Returns the filters that the address of the page has, and that are not among those that can be used. */
export function unusableFilters(
  search: Search,
  usable: ActivityFilters,
): (keyof ActivityFilters)[] {
  return filterNames.filter((name) => search[name] && usable[name] === undefined)
}

/** Returns the filters as parameters of the API, with `since` as an ISO time in UTC. */
export function apiParameters(
  { since, ...filters }: ActivityFilters,
  zone: string,
): Omit<ActivityQuery, 'limit'> {
  const moment = since === undefined ? null : sinceOf(since, zone)
  return { ...filters, ...(moment === null ? {} : { since: new Date(moment).toISOString() }) }
}
