'use client'

import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Notice } from '@/components/ui/notice'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'
import type { Failure } from '@/lib/contract/view/failure'
import { ConnectedAs } from '../connected-as'
import { notDoneSentence } from '../words/failure-words'
import { DisconnectWarning } from './disconnect-warning'

/** A dialog to confirm a disconnect. The focus starts on Cancel. */
export function DisconnectDialog({
  integration,
  isPending,
  failure,
  onConfirm,
  onClose,
}: {
  integration: ListedIntegration
  isPending: boolean
  failure: Failure | null
  onConfirm: () => void
  onClose: () => void
}) {
  const cancel = useRef<HTMLButtonElement>(null)
  const name = serviceName(integration.service)
  return (
    <Dialog
      title={`Disconnect ${name}?`}
      description={<ConnectedAs integration={integration} />}
      onClose={onClose}
      initialFocus={cancel}
    >
      <DisconnectWarning integration={integration} />
      {failure && (
        <Notice tone="danger" role="alert">
          <p>{`${name} was not disconnected. ${notDoneSentence(failure)}`}</p>
        </Notice>
      )}
      <div className="flex flex-wrap justify-end gap-2">
        <Button ref={cancel} size="medium" onClick={onClose}>
          Cancel
        </Button>
        <Button look="danger" size="medium" aria-disabled={isPending} onClick={onConfirm}>
          {isPending ? 'Disconnecting…' : 'Disconnect'}
        </Button>
      </div>
    </Dialog>
  )
}
