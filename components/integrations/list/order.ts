import type { ListedIntegration } from '@/lib/contract/api/integration'
import { type Condition, conditionOf } from '../words/status-words'

const places: Record<Condition, number> = { broken: 0, connected: 1, unknown: 1, disconnected: 2 }

/** What needs reconnecting first, what is disconnected last; otherwise the order of the list. */
export function inOrder(list: readonly ListedIntegration[]): ListedIntegration[] {
  return [...list].sort((one, other) => places[conditionOf(one)] - places[conditionOf(other)])
}
