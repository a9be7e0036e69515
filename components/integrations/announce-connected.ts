import { showToast } from '@/components/ui/toasts'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import { focusIntegration } from './integration-element'
import { conditionOf } from './words/status-words'

const otherConnectedBody =
  'This is not the integration that you were reconnecting. That one was not changed.'

/**
 * Shows a toast about the integration `id`, which was just connected, or a toast that the list does not show the
 * connection yet. `insteadOfId` is the id of the integration that the person was reconnecting, when the
 * integration `id` was connected in its place.
 */
export function announceConnected(
  list: readonly ListedIntegration[],
  id: string,
  insteadOfId: string | undefined,
): void {
  const integration = list.find((listed) => listed.id === id)
  if (!integration || conditionOf(integration) !== 'connected') {
    showToast({
      tone: 'info',
      title: 'The list does not show the new connection yet',
      body: 'The list is loaded again every few seconds.',
    })
    return
  }
  const name = serviceName(integration.service)
  showToast({
    tone: insteadOfId ? 'info' : 'success',
    title: integration.account
      ? `${name} connected as ${integration.account.name}`
      : `${name} connected`,
    ...(insteadOfId ? { body: otherConnectedBody } : {}),
  })
  focusIntegration(id)
}
