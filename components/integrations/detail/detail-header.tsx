import { Logo } from '@/components/ui/logo'
import { Name } from '@/components/ui/name'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import { serviceLogo } from '@/lib/contract/services/service-logo'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { DisconnectButton } from '../disconnect/disconnect-button'
import { reconnectHelps } from '../grant-end'
import { integrationElementId } from '../integration-element'
import { ReconnectButton } from '../reconnect-button'
import { conditionOf } from '../words/status-words'

/** The heading of the page: service, account, and the buttons to reconnect and disconnect. */
export function DetailHeader({
  integration,
  viewer,
}: {
  integration: ListedIntegration
  viewer: Viewer
}) {
  const { id, service, account } = integration
  const condition = conditionOf(integration)
  return (
    <div className="flex flex-wrap items-center gap-4">
      <Logo source={serviceLogo(service)} size="large" isFaded={condition === 'disconnected'} />
      <div className="min-w-0 flex-1 basis-48">
        <h1
          id={integrationElementId(id)}
          tabIndex={-1}
          className="font-semibold text-2xl tracking-tight wrap-anywhere"
        >
          <Name>{serviceName(service)}</Name>
        </h1>
        <p id="detail-account" className="text-muted wrap-anywhere">
          <Name>{account?.name ?? id}</Name>
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        {reconnectHelps(integration) && viewerMay(viewer, 'connect') && (
          <ReconnectButton
            integration={integration}
            personId={viewer.personId}
            returnTo={`/integrations/${encodeURIComponent(id)}`}
          />
        )}
        {condition !== 'disconnected' && viewerMay(viewer, 'disconnect') && (
          <DisconnectButton
            integration={integration}
            viewer={viewer}
            describedBy="detail-account"
            look="secondary"
          />
        )}
      </div>
    </div>
  )
}
