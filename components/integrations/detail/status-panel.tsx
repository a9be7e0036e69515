import { RefreshCw } from 'lucide-react'
import { buttonClass } from '@/components/ui/button-class'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { Ago } from '@/components/ui/time'
import type { IntegrationEvent } from '@/lib/contract/api/event'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName, vendorOf } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { CheckButton } from '../check-button'
import { DisconnectResult } from '../disconnect/disconnect-result'
import { GrantEndNote, grantEndsAt } from '../grant-end'
import { StatusBadge } from '../status-badge'
import { Unchecked } from '../unchecked'
import { checkFailureWords } from '../words/check-failure'
import { waitsToDisconnect, whenIdleWords } from '../words/disconnecting'
import { conditionOf, reasonSentence } from '../words/status-words'
import { uncheckedSince } from '../words/unchecked-since'

function explanationOf(integration: ListedIntegration): string {
  const name = serviceName(integration.service)
  switch (conditionOf(integration)) {
    case 'connected':
      return `Agents can use ${name}.`
    case 'broken':
      return `${reasonSentence(integration.status_reason, integration.service)} Agents cannot use ${name} until it is reconnected. The integration keeps its id.`
    case 'disconnected':
      return `Agents cannot use ${name}. Reconnecting makes it work again, and the integration keeps its id.`
    case 'unknown':
      return `Miteos calls this status “${integration.status}”, which this page does not know. Agents may or may not be able to use ${name}.`
  }
}

function LastCheck({
  integration,
  events,
}: {
  integration: ListedIntegration
  events: readonly IntegrationEvent[] | undefined
}) {
  const vendor = vendorOf(integration.service)?.name ?? 'The provider'
  const newestEvent = events?.[0]
  const lastCheckFailed = newestEvent?.type === 'check_failed'
  if (!integration.checked_at && !lastCheckFailed) return null
  return (
    <p className="text-muted text-sm">
      {integration.checked_at && (
        <span>
          Checked <Ago value={integration.checked_at} />.{' '}
        </span>
      )}
      {lastCheckFailed && (
        <span>
          Asked <Ago value={newestEvent.at} />: <Name>{vendor}</Name>{' '}
          <span>{checkFailureWords(newestEvent.reason)}</span>; Miteos will try again.
        </span>
      )}
    </p>
  )
}

/** Shows the status, what it means, its reason, and when it was last checked. */
export function StatusPanel({
  integration,
  events,
  viewer,
}: {
  integration: ListedIntegration
  events: readonly IntegrationEvent[] | undefined
  viewer: Viewer
}) {
  const condition = conditionOf(integration)
  const endsAt = grantEndsAt(integration)
  const since = uncheckedSince(integration)
  const canCheck =
    viewer.apiHasAdditionalResources && viewerMay(viewer, 'check') && condition !== 'disconnected'
  return (
    <Panel
      title="Status"
      aside={
        canCheck && (
          <CheckButton integration={integration} viewer={viewer} className={buttonClass()}>
            <RefreshCw aria-hidden className="size-3.5" />
            Check now
          </CheckButton>
        )
      }
    >
      <div className="flex flex-col gap-1.5">
        <StatusBadge condition={condition} />
        {waitsToDisconnect(integration) ? (
          <p className="font-medium text-warning wrap-anywhere">
            {`Disconnects when idle: it ${whenIdleWords}`}
          </p>
        ) : (
          <p className="wrap-anywhere">{explanationOf(integration)}</p>
        )}
        {endsAt !== undefined && (
          <p className="font-medium text-warning wrap-anywhere">
            <GrantEndNote endsAt={endsAt} service={integration.service} />
          </p>
        )}
        {since !== undefined && (
          <p className="font-medium wrap-anywhere">
            <Unchecked since={since} />.
          </p>
        )}
        {condition === 'disconnected' ? (
          <div className="text-muted text-sm">
            <DisconnectResult integration={integration} viewer={viewer} />
          </div>
        ) : (
          <LastCheck integration={integration} events={events} />
        )}
      </div>
    </Panel>
  )
}
