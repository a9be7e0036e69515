import type { ListedIntegration } from '@/lib/contract/api/integration'
import { type Condition, conditionOf } from '../words/status-words'

const sortPositions: Record<Condition, number> = {
  broken: 0,
  connected: 1,
  unknown: 1,
  disconnected: 2,
}

/**
 * Returns the integrations that need reconnecting, then the others, then the disconnected ones. Within each
 * group the order of the list stays.
 */
export function sortByCondition(list: readonly ListedIntegration[]): ListedIntegration[] {
  return [...list].sort((a, b) => sortPositions[conditionOf(a)] - sortPositions[conditionOf(b)])
}
