'use client'

import { Check } from 'lucide-react'
import { useRef } from 'react'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { type CatalogueEntry, vendorOf } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { ConnectButton } from './connect-button'

/** A dialog that says what agents will be able to do, before the person goes to the provider. */
export function ConnectDialog({
  entry,
  viewer,
  onClose,
}: {
  entry: CatalogueEntry
  viewer: Viewer
  onClose: () => void
}) {
  const cancel = useRef<HTMLButtonElement>(null)
  const vendor = vendorOf(entry.service)?.name ?? entry.name
  const isSetUp = viewer.availableServices?.includes(entry.service) ?? true
  const isAllowed = viewerMay(viewer, 'connect')
  const nextStep = !isSetUp
    ? `${entry.name} is not set up on this server.`
    : isAllowed
      ? `Next, ${vendor} asks you to allow this. You choose the account there.`
      : 'Your role may not connect services. Ask a member or an admin of the account.'
  return (
    <Dialog
      title={`Connect ${entry.name}?`}
      description="Agents will be able to:"
      onClose={onClose}
      initialFocus={cancel}
    >
      <ul className="flex flex-col gap-1.5 text-sm">
        {entry.tools.map((tool) => (
          <li key={tool.name} className="flex gap-2">
            <Check aria-hidden className="mt-0.5 size-4 shrink-0 text-success" />
            <span>{tool.meaning}</span>
          </li>
        ))}
      </ul>
      <p className="text-muted text-sm">{nextStep}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button ref={cancel} size="medium" onClick={onClose}>
          Cancel
        </Button>
        {isSetUp && isAllowed && (
          <ConnectButton
            service={entry.service}
            personId={viewer.personId}
            look="primary"
            size="medium"
          />
        )}
      </div>
    </Dialog>
  )
}
