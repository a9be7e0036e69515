'use client'

import { type ComponentType, useEffect, useState } from 'react'
import { type CatalogueEntry, catalogueEntry } from '@/lib/contract/services/catalogue'
import type { Viewer } from '@/lib/contract/view/viewer'
import { connectButtonId } from './connect-button-id'
import type { ConnectDialog } from './connect-dialog'

/** The dialog component, which is loaded only when it is needed, and the service that it offers to connect. */
interface Invitation {
  LoadedDialog: ComponentType<Parameters<typeof ConnectDialog>[0]>
  entry: CatalogueEntry
}

/**
 * Returns the service in `?service=`, or `undefined` when the URL has none or this program does not know it.
 * Removes the parameter from the URL, so that the dialog opens only once.
 */
function readAndRemoveService(): CatalogueEntry | undefined {
  const url = new URL(window.location.href)
  const service = url.searchParams.get('service')
  if (service === null) return undefined
  url.searchParams.delete('service')
  window.history.replaceState(null, '', `${url.pathname}${url.search}`)
  return catalogueEntry(service)
}

/**
 * Opens the connect dialog for `?service=slack`. Nothing is connected until the person presses the button of the
 * dialog. When the dialog cannot be loaded, scrolls to the services.
 */
export function ConnectInvitation({ viewer }: { viewer: Viewer }) {
  const [invitation, setInvitation] = useState<Invitation | null>(null)

  useEffect(() => {
    const entry = readAndRemoveService()
    if (!entry) return
    import('./connect-dialog').then(
      ({ ConnectDialog }) => setInvitation({ LoadedDialog: ConnectDialog, entry }),
      () => document.getElementById('available-services')?.scrollIntoView?.(),
    )
  }, [])

  if (!invitation) return null
  const { LoadedDialog, entry } = invitation

  function close() {
    setInvitation(null)
    requestAnimationFrame(() => document.getElementById(connectButtonId(entry.service))?.focus())
  }

  return <LoadedDialog entry={entry} viewer={viewer} onClose={close} />
}
