import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import { type Condition, conditionOf, conditions } from '../words/status-words'
import { sortByCondition } from './order'

/** The filter of the list. A shown integration matches each word of the text, and the condition. */
export interface Filter {
  searchText: string
  condition?: Condition
}

/** The value of the parameter `status` for each condition. The values are the statuses of the API, and `unknown`. */
export const conditionParameter: Record<Condition, string> = {
  connected: 'connected',
  broken: 'error',
  disconnected: 'disconnected',
  unknown: 'unknown',
}

/** Returns the filter that the parameters of a URL contain. A status that has no condition is ignored. */
export function readFilter(parameters: Pick<URLSearchParams, 'get'>): Filter {
  const status = parameters.get('status')
  const condition = conditions.find((candidate) => conditionParameter[candidate] === status)
  return { searchText: parameters.get('q') ?? '', ...(condition ? { condition } : {}) }
}

/** Returns the filter as `?q=…&status=…`, or an empty text for a filter that shows everything. */
export function filterQuery({ searchText, condition }: Filter): string {
  const parameters = new URLSearchParams()
  if (searchText) parameters.set('q', searchText)
  if (condition) parameters.set('status', conditionParameter[condition])
  const query = parameters.toString()
  return query ? `?${query}` : ''
}

/** Returns whether the texts that name an integration, its service and its account contain every word. */
function matchesWords(
  { id, service, account }: ListedIntegration,
  words: readonly string[],
): boolean {
  const text = [serviceName(service), service, account?.name, account?.id, id]
    .join('\n')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}

/** Returns the integrations that match the filter, in the order in which they are shown. */
export function findInOrder(
  list: readonly ListedIntegration[],
  { searchText, condition }: Filter,
): ListedIntegration[] {
  const words = searchText.toLowerCase().split(/\s+/).filter(Boolean)
  const found = list.filter(
    (integration) =>
      (!condition || conditionOf(integration) === condition) &&
      (words.length === 0 || matchesWords(integration, words)),
  )
  return sortByCondition(found)
}

/** Counts the integrations in each condition. */
export function countByCondition(list: readonly ListedIntegration[]): Record<Condition, number> {
  const counts = { connected: 0, broken: 0, disconnected: 0, unknown: 0 }
  for (const integration of list) counts[conditionOf(integration)] += 1
  return counts
}
