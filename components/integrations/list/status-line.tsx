import { CalendarDate } from '@/components/ui/time'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { GrantEnd, grantEndsAt } from '../grant-end'
import { Unchecked } from '../unchecked'
import { waitsToDisconnect } from '../words/disconnecting'
import { conditionOf, reasonSentence } from '../words/status-words'
import { uncheckedSince } from '../words/unchecked-since'

/**
 * The line below the status: that the integration waits to be disconnected, why the integration does not work, when its grant ends, since when it could not be
 * checked, the unknown status, or when it was connected.
 */
export function StatusLine({ integration }: { integration: ListedIntegration }) {
  const condition = conditionOf(integration)
  if (waitsToDisconnect(integration))
    return <span className="font-medium text-warning">Disconnects when idle</span>
  if (condition === 'broken')
    return <span>{reasonSentence(integration.status_reason, integration.service)}</span>
  const endsAt = grantEndsAt(integration)
  if (endsAt !== undefined)
    return (
      <span className="font-medium text-warning">
        <GrantEnd endsAt={endsAt} />
      </span>
    )
  const since = uncheckedSince(integration)
  if (since !== undefined) return <Unchecked since={since} />
  if (condition === 'unknown')
    return (
      <span className="wrap-anywhere">{`Miteos calls this status “${integration.status}”.`}</span>
    )
  return (
    <>
      <span>{condition === 'disconnected' ? 'First connected ' : 'Since '}</span>
      <CalendarDate value={integration.connected_at} />
    </>
  )
}
