import { parseMoment } from '@/components/ui/date-words'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { conditionOf } from './status-words'

/**
 * Returns since when a working integration could not be checked, in milliseconds since 1970. Returns `undefined` when
 * its last check got an answer, and when the integration does not work.
 */
export function uncheckedSince(integration: ListedIntegration): number | undefined {
  if (conditionOf(integration) !== 'connected') return undefined
  return parseMoment(integration.unchecked_since)
}
