import { showToast } from '@/components/ui/toasts'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { focusIntegration } from '../integration-element'
import { DisconnectResult } from './disconnect-result'

/** Shows a toast with the result of a disconnect, and moves the focus to the integration. */
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
      ? { body: <DisconnectResult integration={integration} viewer={viewer} /> }
      : {}),
  })
  focusIntegration(integration.id)
}
