'use client'

import { type ComponentType, type SubmitEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ButtonLook } from '@/components/ui/button-class'
import { warnIfOffline } from '@/components/ui/offline'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { useDisconnectIntegration } from '@/lib/queries/integrations/disconnect-integration'
import { announceDisconnected } from './announce-disconnected'
import type { DisconnectDialog } from './disconnect-dialog'

type DialogComponent = ComponentType<Parameters<typeof DisconnectDialog>[0]>

/**
 * A button that opens a dialog to confirm the disconnect. Without JavaScript, or when the dialog cannot be
 * loaded, the button leads to a page that asks the same.
 */
export function DisconnectButton({
  integration,
  viewer,
  describedBy,
  look = 'quiet',
  className,
}: {
  integration: ListedIntegration
  viewer: Viewer
  /** The id of the element that names the account of the integration. */
  describedBy?: string
  look?: NonNullable<ButtonLook['look']>
  className?: string | undefined
}) {
  const [LoadedDialog, setLoadedDialog] = useState<DialogComponent | null>(null)
  const disconnect = useDisconnectIntegration(viewer.personId)

  async function open(event: SubmitEvent<HTMLFormElement>) {
    // Support staff have to say why, on the page that asks.
    if (viewer.support) return
    event.preventDefault()
    const form = event.currentTarget
    const loaded = await import('./disconnect-dialog').catch(() => null)
    if (!loaded) {
      if (!warnIfOffline()) form.submit()
      return
    }
    disconnect.reset()
    setLoadedDialog(() => loaded.DisconnectDialog)
  }

  async function confirm(whenIdle: boolean) {
    if (disconnect.isPending) return
    const order = { id: integration.id, whenIdle }
    const outcome = await disconnect.mutateAsync(order).catch(() => null)
    if (!outcome) return
    setLoadedDialog(null)
    announceDisconnected(viewer, integration, outcome)
  }

  return (
    <>
      <form
        method="get"
        action={`/integrations/${encodeURIComponent(integration.id)}/disconnect`}
        data-disconnect={integration.id}
        onSubmit={open}
        className={className}
      >
        <Button type="submit" look={look} aria-describedby={describedBy}>
          <span>
            Disconnect<span className="sr-only">{` ${serviceName(integration.service)}`}</span>
          </span>
        </Button>
      </form>
      {LoadedDialog && (
        <LoadedDialog
          integration={integration}
          viewer={viewer}
          pending={
            disconnect.isPending ? (disconnect.variables.whenIdle ? 'when idle' : 'at once') : null
          }
          failure={disconnect.error}
          onConfirm={confirm}
          onClose={() => setLoadedDialog(null)}
        />
      )}
    </>
  )
}
