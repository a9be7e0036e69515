'use client'

import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { BackLink } from '@/components/ui/back-link'
import type { Viewer } from '@/lib/contract/view/viewer'
import { viewerMay } from '@/lib/contract/view/viewer-may'
import { checksQuery } from '@/lib/queries/integrations/checks-query'
import { eventsQuery } from '@/lib/queries/integrations/events-query'
import { integrationQuery } from '@/lib/queries/integrations/integration-query'
import { callsQuery } from '@/lib/queries/tools/calls-query'
import { AnnounceNews } from '../announce-news'
import { CallsPanel } from '../calls/calls-panel'
import { announceDisconnected } from '../disconnect/announce-disconnected'
import { reconnectHelps } from '../grant-end'
import { LoadFailure } from '../load-failure'
import { useShownFailure } from '../shown-failure'
import { useUsage } from '../use-usage'
import { conditionOf } from '../words/status-words'
import { ChecksPanel } from './checks-panel'
import { DetailHeader } from './detail-header'
import { DetailSkeleton } from './detail-skeleton'
import { FactsPanel } from './facts-panel'
import { FaultsPanel } from './faults-panel'
import { HistoryPanel } from './history-panel'
import { ResetPanel } from './reset-panel'
import { StatusPanel } from './status-panel'
import { ToolsPanel } from './tools-panel'
import { TryItPanel } from './try-it/try-it-panel'

/** The page of one integration. */
export function IntegrationDetail({
  id,
  viewer,
  apiAddress,
  notices,
  linkPanel,
}: {
  id: string
  viewer: Viewer
  apiAddress: string
  /** The results of the forms of the page. */
  notices: ReactNode
  /** The panel with which somebody else is asked to reconnect the integration. */
  linkPanel: ReactNode
}) {
  const query = useQuery(integrationQuery(viewer.personId, id))
  const history = useQuery({
    ...eventsQuery(viewer.personId, id),
    enabled: viewer.apiHasAdditionalResources,
  })
  const checks = useQuery({
    ...checksQuery(viewer.personId, id),
    enabled: viewer.apiHasAdditionalResources,
  })
  const calls = useQuery({
    ...callsQuery(viewer.personId, id),
    enabled: viewer.apiHasAdditionalResources,
  })
  const usage = useUsage(viewer)?.get(id)
  const failure = useShownFailure(query)
  const integration = query.data
  const offersTools = viewer.apiHasAdditionalResources && calls.error?.kind !== 'not_found'
  const offersLink =
    integration &&
    viewer.apiHasAdditionalResources &&
    viewerMay(viewer, 'make_reconnect_links') &&
    conditionOf(integration) !== 'disconnected' &&
    reconnectHelps(integration)
  const canInjectFaults =
    viewer.environment === 'test' && viewer.apiHasAdditionalResources && viewerMay(viewer, 'fault')

  return (
    <>
      <BackLink href="/integrations">All integrations</BackLink>
      {!integration && <h1 className="sr-only">Integration</h1>}
      {failure && (
        <LoadFailure
          what="this integration"
          failure={failure}
          failedAt={query.errorUpdatedAt}
          {...(integration ? { dataReadAt: query.dataUpdatedAt } : {})}
          isRetrying={query.isFetching}
          onRetry={() => query.refetch()}
        />
      )}
      {integration && (
        <>
          <AnnounceNews
            viewer={viewer}
            list={[integration]}
            announceDisconnected={announceDisconnected}
          />
          <DetailHeader integration={integration} viewer={viewer} />
          {notices}
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
            <div className="flex min-w-0 flex-col gap-4">
              <StatusPanel integration={integration} events={history.data} viewer={viewer} />
              {checks.data && checks.data.length > 0 && (
                <ChecksPanel checks={checks.data} integration={integration} />
              )}
              <ToolsPanel integration={integration} viewer={viewer} offersTools={offersTools} />
              {offersTools && <CallsPanel {...{ calls, usage, integration, viewer }} />}
              <TryItPanel integration={integration} viewer={viewer} />
              {viewer.apiHasAdditionalResources && (
                <HistoryPanel history={history} service={integration.service} />
              )}
            </div>
            <div className="flex min-w-0 flex-col gap-4">
              {offersLink && linkPanel}
              <FactsPanel integration={integration} viewer={viewer} apiAddress={apiAddress} />
              {canInjectFaults && conditionOf(integration) !== 'disconnected' && (
                <>
                  <FaultsPanel integration={integration} viewer={viewer} />
                  {offersTools && <ResetPanel integration={integration} viewer={viewer} />}
                </>
              )}
            </div>
          </div>
        </>
      )}
      {!integration && !failure && <DetailSkeleton />}
    </>
  )
}
