import type { ListedIntegration } from '@/lib/contract/api/integration'
import { conditionOf } from './status-words'

/** Returns whether the integration waits until none of its tools runs, and is then disconnected. */
export function waitsToDisconnect(integration: ListedIntegration): boolean {
  return integration.disconnecting === 'when_idle' && conditionOf(integration) !== 'disconnected'
}

/** The end of a sentence about an integration that waits, or about the button that makes it wait. */
export const whenIdleWords =
  'takes no new calls, lets the running ones end, and then disconnects, after an hour at most.'
