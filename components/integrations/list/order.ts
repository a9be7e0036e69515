import type { ListedIntegration } from '@/lib/contract/api/integration'
import { type Condition, conditionOf } from '../words/status-words'

const places: Record<Condition, number> = { broken: 0, connected: 1, unknown: 1, disconnected: 2 }

/**
 * Sorts the integrations that need reconnecting first and the disconnected ones last. Otherwise the order of
 * the list stays.
 */
export function inOrder(list: readonly ListedIntegration[]): ListedIntegration[] {
  return [...list].sort((one, other) => places[conditionOf(one)] - places[conditionOf(other)])
}
