'use client'

import { useQuery } from '@tanstack/react-query'
import type { Viewer } from '@/lib/contract/view/viewer'
import { eventsQuery } from '@/lib/queries/integrations/events-query'
import { integrationQuery } from '@/lib/queries/integrations/integration-query'
import { Arrival } from '../arrival'
import { announceDisconnected } from '../disconnect/announce-disconnected'
import { LoadFailure } from '../load-failure'
import { useShownFailure } from '../shown-failure'
import { conditionOf } from '../words/status-words'
import { BackToList, DetailHeader } from './detail-header'
import { DetailSkeleton } from './detail-skeleton'
import { FactsPanel } from './facts-panel'
import { FaultsPanel } from './faults-panel'
import { HistoryPanel } from './history-panel'
import { StatusPanel } from './status-panel'
import { ToolsPanel } from './tools-panel'

/** The page of one integration. */
export function IntegrationDetail({
  id,
  viewer,
  apiAddress,
}: {
  id: string
  viewer: Viewer
  apiAddress: string
}) {
  const one = useQuery(integrationQuery(viewer.personId, id))
  const events = useQuery({ ...eventsQuery(viewer.personId, id), enabled: viewer.canReadDetails })
  const failure = useShownFailure(one)
  const known = one.data
  const canBreak = viewer.environment === 'test' && viewer.canReadDetails

  return (
    <>
      <BackToList />
      {!known && <h1 className="sr-only">Integration</h1>}
      {failure && (
        <LoadFailure
          what="this integration"
          failure={failure}
          failedAt={one.errorUpdatedAt}
          {...(known ? { knownAt: one.dataUpdatedAt } : {})}
          isRetrying={one.isFetching}
          onRetry={() => one.refetch()}
        />
      )}
      {known && (
        <>
          <Arrival viewer={viewer} list={[known]} announceDisconnected={announceDisconnected} />
          <DetailHeader integration={known} viewer={viewer} />
          <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
            <div className="flex min-w-0 flex-col gap-4">
              <StatusPanel integration={known} events={events.data} viewer={viewer} />
              <ToolsPanel integration={known} />
              {viewer.canReadDetails && <HistoryPanel events={events} service={known.service} />}
            </div>
            <div className="flex min-w-0 flex-col gap-4">
              <FactsPanel integration={known} viewer={viewer} apiAddress={apiAddress} />
              {canBreak && conditionOf(known) !== 'disconnected' && (
                <FaultsPanel integration={known} viewer={viewer} />
              )}
            </div>
          </div>
        </>
      )}
      {!known && !failure && <DetailSkeleton />}
    </>
  )
}
