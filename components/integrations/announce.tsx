import { showToast } from '@/components/ui/toasts'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { RemovalReceipt } from './disconnect/removal-receipt'
import { conditionOf } from './words/status-words'

/** Where an integration stands on a page: its card, or the heading of its own page. */
export function placeId(integrationId: string): string {
  return `integration-${integrationId}`
}

/** Takes the reader to an integration, after what they waited for has happened to it. */
function focusPlace(integrationId: string): void {
  requestAnimationFrame(() => {
    const place = document.getElementById(placeId(integrationId))
    place?.scrollIntoView?.({ block: 'nearest' })
    place?.focus({ preventScroll: true })
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
  focusPlace(integration.id)
}

const anotherCame =
  'It is another integration than the one you were reconnecting, which is as it was before.'

/**
 * Says that a connection was made, only if the list says so too. `insteadOf` was to be reconnected, and
 * another integration came of it.
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
      body: 'It is read again every few seconds.',
    })
    return
  }
  const name = serviceName(integration.service)
  showToast({
    tone: insteadOf ? 'info' : 'success',
    title: integration.account
      ? `${name} connected as ${integration.account.name}`
      : `${name} connected`,
    ...(insteadOf ? { body: anotherCame } : {}),
  })
  focusPlace(id)
}
