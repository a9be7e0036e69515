'use client'

import { lazy, Suspense, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Panel } from '@/components/ui/panel'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { conditionOf } from '../../words/status-words'

const TryIt = lazy(() => import('./try-it'))

/** Lets a person call a tool in test mode, as an agent does. */
export function TryItPanel({
  integration,
  viewer,
}: {
  integration: ListedIntegration
  viewer: Viewer
}) {
  const [isOpen, setIsOpen] = useState(false)
  const canTry =
    viewer.environment === 'test' &&
    viewer.apiHasAdditionalResources &&
    viewerMay(viewer, 'call_tools') &&
    conditionOf(integration) !== 'disconnected'
  if (!canTry) return null
  return (
    <Panel title="Try it" className="noscript:hidden">
      {isOpen ? (
        <Suspense fallback={<p className="text-muted text-sm">Loading the tools…</p>}>
          <TryIt integration={integration} viewer={viewer} />
        </Suspense>
      ) : (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="text-muted text-sm">Call a tool yourself, and see what an agent gets.</p>
          <Button onClick={() => setIsOpen(true)}>Try a tool</Button>
        </div>
      )}
    </Panel>
  )
}
