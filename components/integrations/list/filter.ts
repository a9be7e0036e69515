import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import { type Condition, conditionOf, conditions } from '../words/status-words'
import { inOrder } from './order'

/** The words and the condition that a shown integration must match. The URL contains them as `?q=…&status=…`. */
export interface Filter {
  words: string
  condition?: Condition
}

/** The value of the parameter `status` for each condition. It is the API's own word for the status. */
export const conditionParameter: Record<Condition, string> = {
  connected: 'connected',
  broken: 'error',
  disconnected: 'disconnected',
  unknown: 'unknown',
}

/** Returns the filter in the parameters of a URL. */
export function readFilter(parameters: Pick<URLSearchParams, 'get'>): Filter {
  const status = parameters.get('status')
  const condition = conditions.find((candidate) => conditionParameter[candidate] === status)
  return { words: parameters.get('q') ?? '', ...(condition ? { condition } : {}) }
}

/** Returns the filter as a query string. It is empty for a filter that shows everything. */
export function writeFilter({ words, condition }: Filter): string {
  const parameters = new URLSearchParams()
  if (words) parameters.set('q', words)
  if (condition) parameters.set('status', conditionParameter[condition])
  const query = parameters.toString()
  return query ? `?${query}` : ''
}

/** Returns whether the texts of an integration contain every word. */
function matches({ id, service, account }: ListedIntegration, words: readonly string[]): boolean {
  const text = [serviceName(service), service, account?.name, account?.id, id]
    .join('\n')
    .toLowerCase()
  return words.every((word) => text.includes(word))
}

/** Returns the integrations that match the filter, in the order in which they are shown. */
export function arrange(
  list: readonly ListedIntegration[],
  { words, condition }: Filter,
): ListedIntegration[] {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean)
  const found = list.filter(
    (integration) =>
      (!condition || conditionOf(integration) === condition) &&
      (wanted.length === 0 || matches(integration, wanted)),
  )
  return inOrder(found)
}

/** Counts the integrations in each condition. */
export function countByCondition(list: readonly ListedIntegration[]): Record<Condition, number> {
  const counts = { connected: 0, broken: 0, disconnected: 0, unknown: 0 }
  for (const integration of list) counts[conditionOf(integration)] += 1
  return counts
}
