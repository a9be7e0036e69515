import { showToast } from '@/components/ui/toasts'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import type { DisconnectOutcome } from '@/lib/queries/integrations/disconnect-integration'
import { focusIntegration } from '../integration-element'
import { whenIdleWords } from '../words/disconnecting'
import { DisconnectResult } from './disconnect-result'

/** Shows a toast with the result of a disconnect, and moves the focus to the integration. */
export function announceDisconnected(
  viewer: Viewer,
  integration: Pick<ListedIntegration, 'id' | 'service'>,
  outcome: DisconnectOutcome,
): void {
  const name = serviceName(integration.service)
  if (outcome === 'waiting')
    showToast({ tone: 'info', title: `${name} disconnects when idle`, body: `It ${whenIdleWords}` })
  else
    showToast({
      tone: 'success',
      title: outcome === 'disconnected' ? `${name} disconnected` : `${name} was already gone`,
      ...(outcome === 'disconnected'
        ? { body: <DisconnectResult integration={integration} viewer={viewer} /> }
        : {}),
    })
  focusIntegration(integration.id)
}
