import { showToast } from '@/components/ui/toasts'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import { focusPlace } from './place'
import { conditionOf } from './words/status-words'

const anotherConnected =
  'This is not the integration that you were reconnecting. That one was not changed.'

/**
 * Announces a new connection if the list contains it, and otherwise says that it does not yet. `insteadOf` is
 * the id of the integration that the person was reconnecting, when another one was connected.
 */
export function announceConnected(
  list: readonly ListedIntegration[],
  id: string,
  insteadOf: string | undefined,
): void {
  const integration = list.find((known) => known.id === id)
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
    tone: insteadOf ? 'info' : 'success',
    title: integration.account
      ? `${name} connected as ${integration.account.name}`
      : `${name} connected`,
    ...(insteadOf ? { body: anotherConnected } : {}),
  })
  focusPlace(id)
}
