'use client'

import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/clock'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Failure } from '@/lib/contract/view/failure'
import type { Viewer } from '@/lib/contract/view/viewer'
import { ConnectedAs } from '../connected-as'
import { useUsage } from '../use-usage'
import { notDoneSentence } from '../words/failure-words'
import { DisconnectWarning } from './disconnect-warning'
import { offersIdleDisconnect } from './idle-choice'

/** The order that is under way, or null. */
type PendingOrder = 'at once' | 'when idle' | null

/** A dialog to confirm a disconnect, at once or when no tool runs. The focus starts on Cancel. */
export function DisconnectDialog({
  integration,
  viewer,
  pending,
  failure,
  onConfirm,
  onClose,
}: {
  integration: ListedIntegration
  viewer: Viewer
  pending: PendingOrder
  failure: Failure | null
  onConfirm: (whenIdle: boolean) => void
  onClose: () => void
}) {
  const cancel = useRef<HTMLButtonElement>(null)
  const usageById = useUsage(viewer)
  const usage = usageById?.get(integration.id)
  const offersIdle = offersIdleDisconnect(integration, usage, useNow())
  const name = serviceName(integration.service)
  return (
    <Dialog
      title={`Disconnect ${name}?`}
      description={<ConnectedAs integration={integration} />}
      onClose={onClose}
      initialFocus={cancel}
    >
      <DisconnectWarning
        integration={integration}
        usage={usageById ? usage : 'unknown'}
        offersIdle={offersIdle}
      />
      {failure && (
        <Notice tone="danger" role="alert">
          <p>{`${name} was not disconnected. ${notDoneSentence(failure)}`}</p>
        </Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button ref={cancel} size="medium" onClick={onClose}>
          Cancel
        </Button>
        {offersIdle && (
          <Button size="medium" aria-disabled={pending !== null} onClick={() => onConfirm(true)}>
            {pending === 'when idle' ? 'Disconnecting when idle…' : 'Disconnect when idle'}
          </Button>
        )}
        <Button
          look="danger"
          size="medium"
          aria-disabled={pending !== null}
          onClick={() => onConfirm(false)}
        >
          {pending === 'at once' ? 'Disconnecting…' : 'Disconnect'}
        </Button>
      </div>
    </Dialog>
  )
}
