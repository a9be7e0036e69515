import type { ListedIntegration } from '@/lib/contract/api/integration'
import { type Condition, conditionOf } from '../words/status-words'

const places: Record<Condition, number> = { broken: 0, connected: 1, unknown: 1, disconnected: 2 }

/** Sorts what needs reconnecting first and what is disconnected last; otherwise keeps the order of the list. */
export function inOrder(list: readonly ListedIntegration[]): ListedIntegration[] {
  return [...list].sort((one, other) => places[conditionOf(one)] - places[conditionOf(other)])
}
