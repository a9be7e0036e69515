import { showToast } from '@/components/ui/toasts'
import { serviceName } from '@/lib/contract/catalogue'
import type { ListedIntegration } from '@/lib/contract/integration'
import type { Viewer } from '@/lib/contract/viewer'
import { RemovalReceipt } from './removal-receipt'
import { conditionOf } from './status-words'

export function cardId(integrationId: string): string {
  return `integration-${integrationId}`
}

/** Takes the reader to a card, after what they waited for has happened to it. */
function focusCard(integrationId: string): void {
  requestAnimationFrame(() => {
    const card = document.getElementById(cardId(integrationId))
    card?.scrollIntoView({ block: 'nearest' })
    card?.focus({ preventScroll: true })
  })
}

/** Says what a disconnect did, as far as it is known. */
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
  focusCard(integration.id)
}

/** Says that a connection was made, only if the list says so too. */
export function announceConnected(list: readonly ListedIntegration[], id: string): void {
  const integration = list.find((known) => known.id === id)
  if (!integration || conditionOf(integration) !== 'connected') {
    showToast({
      tone: 'info',
      title: 'The list does not show the new connection yet',
      body: 'It is read again every few seconds.',
    })
    return
  }
  const name = serviceName(integration.service)
  showToast({
    tone: 'success',
    title: integration.account
      ? `${name} connected as ${integration.account.name}`
      : `${name} connected`,
  })
  focusCard(id)
}
