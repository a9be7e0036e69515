import { classes } from '@/components/ui/classes'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { DisconnectButton } from '../disconnect/disconnect-button'
import { reconnectHelps } from '../grant-end'
import { ReconnectButton } from '../reconnect-button'
import { conditionOf } from '../words/status-words'

/** The buttons of a card that make sense in the condition of its integration and that the viewer's role allows. */
export function CardActions({
  integration,
  viewer,
  describedBy,
}: {
  integration: ListedIntegration
  viewer: Viewer
  describedBy: string
}) {
  const condition = conditionOf(integration)
  const showsReconnect = reconnectHelps(integration) && viewerMay(viewer, 'connect')
  const showsDisconnect = condition !== 'disconnected' && viewerMay(viewer, 'disconnect')
  return (
    <div
      className={classes(
        'ml-auto flex flex-wrap justify-end gap-1',
        !showsReconnect && '-mr-3 max-sm:-mr-4',
      )}
    >
      {showsDisconnect && (
        <DisconnectButton integration={integration} viewer={viewer} describedBy={describedBy} />
      )}
      {showsReconnect && (
        <ReconnectButton
          integration={integration}
          personId={viewer.personId}
          returnTo="/integrations"
          look={condition === 'broken' ? 'primary' : 'secondary'}
        />
      )}
    </div>
  )
}
