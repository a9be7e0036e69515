'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { classes } from '@/components/ui/classes'
import type { Viewer } from '@/lib/contract/view/viewer'
import { integrationsQuery } from '@/lib/queries/integrations/integrations-query'
import { Arrival } from '../arrival'
import { announceDisconnected } from '../disconnect/announce-disconnected'
import { LoadFailure } from '../load-failure'
import { useShownFailure } from '../shown-failure'
import { numerals } from '../words/numerals'
import { Attention } from './attention'
import { ConnectedList } from './connected-list'
import { FilterBar } from './filter-bar'
import { LoadingCards } from './loading-cards'
import { NothingConnected, NothingFound } from './no-integrations'
import { addressOf, type ListPart, type Overview, overviewOf, readListPart } from './overview'

function countWords({ found, total }: Overview): string {
  const all = numerals.format(total)
  return found === total ? all : `${numerals.format(found)} of ${all}`
}

function KnownCards({
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
  if (overview.total === 0) return isStale ? null : <NothingConnected viewer={viewer} />
  if (overview.found === 0) return <NothingFound words={part.filter.words} />
  return <ConnectedList overview={overview} part={part} viewer={viewer} isStale={isStale} />
}

/** The part of a long list that came with the page. */
export interface Shipped {
  overview: Overview
  /** The address for which the overview was made. Another address shows other cards. */
  address: string
  at: number
}

/** The list of integrations: what needs reconnecting, the filter, and the cards. */
export function IntegrationsView({ viewer, shipped }: { viewer: Viewer; shipped?: Shipped }) {
  const list = useQuery(integrationsQuery(viewer.personId))
  const part = readListPart(useSearchParams())
  const failure = useShownFailure(list)
  const isStale = failure !== null
  const whole = list.data && overviewOf(list.data, part)
  const known = whole ?? (shipped?.address === addressOf(part) ? shipped.overview : undefined)
  const knownAt = list.data ? list.dataUpdatedAt : shipped?.at
  const overall = known ?? shipped?.overview
  const [cameLate] = useState(list.isPending && !shipped)

  return (
    <>
      <Arrival viewer={viewer} list={list.data} announceDisconnected={announceDisconnected} />
      <div className="flex flex-col gap-3">
        <h1 className="font-semibold text-2xl tracking-tight">Integrations</h1>
        <Attention overview={overall} viewer={viewer} isStale={isStale} />
      </div>
      <FilterBar filter={part.filter} counts={overall?.counts} />
      <section
        aria-labelledby="connected-integrations"
        className={classes('flex flex-col gap-4', cameLate && 'min-h-[calc(100dvh-220px)]')}
      >
        <div className="flex items-baseline gap-2">
          <h2 id="connected-integrations" className="font-semibold text-lg">
            Connected integrations
          </h2>
          {known && (
            <span role="status" className="text-muted text-sm">
              {countWords(known)}
            </span>
          )}
        </div>
        {failure && (
          <LoadFailure
            what="the integrations"
            failure={failure}
            failedAt={list.errorUpdatedAt}
            {...(known && knownAt ? { knownAt } : {})}
            isRetrying={list.isFetching}
            onRetry={() => list.refetch()}
          />
        )}
        {known && <KnownCards overview={known} part={part} viewer={viewer} isStale={isStale} />}
        {!known && !failure && <LoadingCards />}
      </section>
    </>
  )
}
