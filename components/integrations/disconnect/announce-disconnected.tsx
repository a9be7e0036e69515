import { showToast } from '@/components/ui/toasts'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { focusPlace } from '../place'
import { RemovalReceipt } from './removal-receipt'

/** Shows what a disconnect did, as far as it is known, and moves the focus to the integration. */
export function announceDisconnected(
  viewer: Viewer,
  integration: Pick<ListedIntegration, 'id' | 'service'>,
  outcome: 'disconnected' | 'already gone',
): void {
  const name = serviceName(integration.service)
  showToast({
    tone: 'success',
    title: outcome === 'disconnected' ? `${name} disconnected` : `${name} was already gone`,
    ...(outcome === 'disconnected'
      ? { body: <RemovalReceipt integration={integration} viewer={viewer} /> }
      : {}),
  })
  focusPlace(integration.id)
}
