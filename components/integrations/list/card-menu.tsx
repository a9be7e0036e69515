'use client'

import { Copy, Ellipsis, FileText, RefreshCw } from 'lucide-react'
import Link from 'next/link'
import { useId } from 'react'
import { copyText } from '@/components/ui/copy-text'
import { Menu, menuItemClass } from '@/components/ui/menu'
import { showToast } from '@/components/ui/toasts'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { CheckButton } from '../check-button'
import { integrationName } from '../words/integration-name'
import { conditionOf } from '../words/status-words'

/** A menu with the actions that have no button on the card. */
export function CardMenu({
  integration,
  viewer,
}: {
  integration: ListedIntegration
  viewer: Viewer
}) {
  const menuId = useId()
  const canCheck =
    viewer.apiHasAdditionalResources &&
    viewerMay(viewer, 'check') &&
    conditionOf(integration) !== 'disconnected'

  async function copyId() {
    if (await copyText(integration.id)) showToast({ tone: 'info', title: 'Id copied' })
  }

  return (
    <Menu
      id={menuId}
      className="-mt-1 -mr-2"
      label={`More about ${integrationName(integration)}`}
      buttonContent={<Ellipsis aria-hidden className="size-4" />}
    >
      <Link
        prefetch={false}
        className={menuItemClass}
        href={`/integrations/${encodeURIComponent(integration.id)}`}
      >
        <FileText aria-hidden className="size-4 text-muted" />
        Details and history
      </Link>
      {canCheck && (
        <CheckButton integration={integration} viewer={viewer} className={menuItemClass}>
          <RefreshCw aria-hidden className="size-4 text-muted" />
          Check now
        </CheckButton>
      )}
      <button type="button" className={menuItemClass} onClick={copyId}>
        <Copy aria-hidden className="size-4 text-muted" />
        Copy id
      </button>
    </Menu>
  )
}
