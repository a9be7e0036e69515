import { History } from 'lucide-react'
import { BackLink } from '@/components/ui/back-link'
import { buttonClass } from '@/components/ui/button-class'
import { EmptyPanel } from '@/components/ui/empty-panel'
import { Name } from '@/components/ui/name'
import { Panel } from '@/components/ui/panel'
import { ReadFailure } from '@/components/ui/read-failure'
import { serviceName } from '@/lib/contract/services/catalogue'
import { failureOf } from '@/lib/contract/view/failure-words'
import type { CallsView } from '@/lib/contract/view/tools'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { integrationName } from '../words/integration-name'
import { CallList } from './call-list'

interface Shown {
  id: string
  view: CallsView
  viewer: Viewer
}

function Calls({ id, view, viewer, service }: Shown & { service: string }) {
  const { calls, isFirstPage } = view
  const path = `/integrations/${encodeURIComponent(id)}/calls`
  if (calls.kind !== 'ready')
    return <ReadFailure what="the calls" path={path} {...failureOf(calls)} />
  const { items, nextCursor } = calls.value
  if (items.length === 0)
    return (
      <EmptyPanel
        icon={<History aria-hidden className="size-5 text-muted" />}
        title={isFirstPage ? 'No calls in the last 30 days' : 'No older calls'}
        action={
          !isFirstPage && (
            <a className={buttonClass()} href={path}>
              Show the newest calls
            </a>
          )
        }
      >
        Each call of a tool with this account appears here, without what was sent or answered.
      </EmptyPanel>
    )
  return (
    <>
      <Panel title={isFirstPage ? 'Last 30 days' : 'Older calls'}>
        <CallList calls={items} service={service} mayApprove={viewerMay(viewer, 'call_tools')} />
      </Panel>
      <div className="flex flex-wrap gap-2">
        {!isFirstPage && (
          <a className={buttonClass()} href={path}>
            Show the newest calls
          </a>
        )}
        {nextCursor !== null && (
          <a className={buttonClass()} href={`${path}?cursor=${encodeURIComponent(nextCursor)}`}>
            Show older calls
          </a>
        )}
      </div>
    </>
  )
}

/** The content of the page with all calls of an integration, newest first. */
export function AllCalls({ id, view, viewer }: Shown) {
  const { integration } = view
  const known = integration.kind === 'ready' ? integration.value : undefined
  return (
    <>
      <BackLink href={`/integrations/${encodeURIComponent(id)}`}>
        {known ? <Name>{serviceName(known.service)}</Name> : 'The integration'}
      </BackLink>
      <div className="flex flex-col gap-1">
        <h1 className="font-semibold text-2xl tracking-tight">Calls</h1>
        <p className="max-w-prose text-muted wrap-anywhere">
          <span>Every call of a tool with </span>
          <Name>{known ? integrationName(known) : id}</Name>
        </p>
      </div>
      <Calls id={id} view={view} viewer={viewer} service={known?.service ?? ''} />
    </>
  )
}
