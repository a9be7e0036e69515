'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { classes } from '@/components/ui/classes'
import type { Viewer } from '@/lib/contract/view/viewer'
import { integrationsQuery } from '@/lib/queries/integrations/integrations-query'
import { AnnounceNews } from '../announce-news'
import { announceDisconnected } from '../disconnect/announce-disconnected'
import { LoadFailure } from '../load-failure'
import { useShownFailure } from '../shown-failure'
import { numerals } from '../words/numerals'
import { Attention } from './attention'
import { ConnectedList } from './connected-list'
import { FilterBar } from './filter-bar'
import { LoadingCards } from './loading-cards'
import type { News } from './news'
import { NothingConnected, NothingFound } from './no-integrations'
import { addressOf, type ListPart, type Overview, overviewOf, readListPart } from './overview'
import { SinceLastVisit } from './since-last-visit'

function countWords({ foundCount, totalCount }: Overview): string {
  const totalWords = numerals.format(totalCount)
  return foundCount === totalCount ? totalWords : `${numerals.format(foundCount)} of ${totalWords}`
}

/** Shows the cards, or says that there are none. */
function CardsOrMessage({
  overview,
  part,
  viewer,
  isStale,
}: {
  overview: Overview
  part: ListPart
  viewer: Viewer
  isStale: boolean
}) {
  if (overview.totalCount === 0) return isStale ? null : <NothingConnected viewer={viewer} />
  if (overview.foundCount === 0) return <NothingFound searchText={part.filter.searchText} />
  return <ConnectedList overview={overview} part={part} viewer={viewer} isStale={isStale} />
}

/** The part of a long list that the server has sent with the page. */
export interface SentPart {
  overview: Overview
  /** The address for which the overview was made. Another address shows other cards. */
  address: string
  /** When the list was read, in milliseconds since 1970. */
  at: number
}

/** The list of integrations: those that need reconnecting, the filter, and the cards. */
export function IntegrationsView({
  viewer,
  tabs,
  news,
  sentPart,
}: {
  viewer: Viewer
  tabs: ReactNode
  news: News | null
  sentPart?: SentPart
}) {
  const list = useQuery(integrationsQuery(viewer.personId))
  const part = readListPart(useSearchParams())
  const failure = useShownFailure(list)
  const isStale = failure !== null
  const wholeOverview = list.data && overviewOf(list.data, part)
  const overview =
    wholeOverview ?? (sentPart?.address === addressOf(part) ? sentPart.overview : undefined)
  const dataReadAt = list.data ? list.dataUpdatedAt : sentPart?.at
  // The counts do not depend on the address, so the sent part always has them.
  const overviewForCounts = overview ?? sentPart?.overview
  // The section then keeps the height of the window, so that the services below do not move when the cards appear.
  const [startedWithoutList] = useState(list.isPending && !sentPart)

  return (
    <>
      <AnnounceNews viewer={viewer} list={list.data} announceDisconnected={announceDisconnected} />
      <div className="flex flex-col gap-3">
        <h1 className="font-semibold text-2xl tracking-tight">Integrations</h1>
        {tabs}
        <Attention overview={overviewForCounts} viewer={viewer} isStale={isStale} />
        {news && <SinceLastVisit news={news} viewer={viewer} />}
      </div>
      <FilterBar filter={part.filter} counts={overviewForCounts?.counts} />
      <section
        aria-labelledby="connected-integrations"
        className={classes(
          'flex flex-col gap-4',
          startedWithoutList && 'min-h-[calc(100dvh-220px)]',
        )}
      >
        <div className="flex items-baseline gap-2">
          <h2 id="connected-integrations" className="font-semibold text-lg">
            Connected integrations
          </h2>
          {overview && (
            <span role="status" className="text-muted text-sm">
              {countWords(overview)}
            </span>
          )}
        </div>
        {failure && (
          <LoadFailure
            what="the integrations"
            failure={failure}
            failedAt={list.errorUpdatedAt}
            {...(overview && dataReadAt ? { dataReadAt } : {})}
            isRetrying={list.isFetching}
            onRetry={() => list.refetch()}
          />
        )}
        {overview && (
          <CardsOrMessage overview={overview} part={part} viewer={viewer} isStale={isStale} />
        )}
        {!overview && !failure && <LoadingCards hasUsage={viewer.apiHasAdditionalResources} />}
      </section>
    </>
  )
}
