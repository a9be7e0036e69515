'use client'

import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { useState } from 'react'
import { classes } from '@/components/ui/classes'
import type { ListedIntegration } from '@/lib/contract/integration'
import type { Viewer } from '@/lib/contract/viewer'
import { integrationsQuery } from '@/lib/queries/integrations-query'
import { Arrival } from './arrival'
import { Attention } from './attention'
import { ConnectedList, cardGrid } from './connected-list'
import { arrange, countByCondition, type Filter, readFilter } from './filter'
import { FilterBar } from './filter-bar'
import { IntegrationCard } from './integration-card'
import { useKeptFailure } from './kept-failure'
import { LoadFailure } from './load-failure'
import { NothingConnected, NothingFound } from './no-integrations'
import { numerals } from './numerals'

const skeletons = Array.from({ length: 9 }, (_, position) => `skeleton-${position}`)

function LoadingCards() {
  return (
    <>
      <p role="status" className="sr-only">
        Loading the integrations
      </p>
      <noscript>
        <p>
          The list takes a moment.{' '}
          <a className="text-accent underline" href="/integrations?wait=1">
            Wait for it
          </a>
        </p>
      </noscript>
      <div className={cardGrid}>
        {skeletons.map((name) => (
          <IntegrationCard.Skeleton key={name} />
        ))}
      </div>
    </>
  )
}

function countWords(list: readonly ListedIntegration[], found: number): string {
  const all = numerals.format(list.length)
  return found === list.length ? all : `${numerals.format(found)} of ${all}`
}

function KnownCards({
  list,
  filter,
  viewer,
  isStale,
}: {
  list: readonly ListedIntegration[]
  filter: Filter
  viewer: Viewer
  isStale: boolean
}) {
  const found = arrange(list, filter)
  if (list.length === 0) return isStale ? null : <NothingConnected viewer={viewer} />
  if (found.length === 0) return <NothingFound words={filter.words} />
  return <ConnectedList integrations={found} viewer={viewer} isStale={isStale} />
}

/** All that the account has connected: what broke, search, and the cards. */
export function IntegrationsView({ viewer }: { viewer: Viewer }) {
  const list = useQuery(integrationsQuery(viewer.person))
  const filter = readFilter(useSearchParams())
  const failure = useKeptFailure(list)
  const known = list.data
  const [cameLate] = useState(list.isPending)

  return (
    <>
      <Arrival viewer={viewer} list={known} />
      <div className="flex flex-col gap-3">
        <h1 className="font-semibold text-2xl tracking-tight">Integrations</h1>
        <Attention list={known ?? []} viewer={viewer} isStale={failure !== null} />
      </div>
      <FilterBar filter={filter} counts={known && countByCondition(known)} />
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
              {countWords(known, arrange(known, filter).length)}
            </span>
          )}
        </div>
        {failure && (
          <LoadFailure
            what="the integrations"
            failure={failure}
            failedAt={list.errorUpdatedAt}
            {...(known ? { knownAt: list.dataUpdatedAt } : {})}
            isRetrying={list.isFetching}
            onRetry={() => list.refetch()}
          />
        )}
        {known && (
          <KnownCards list={known} filter={filter} viewer={viewer} isStale={failure !== null} />
        )}
        {list.isPending && !failure && <LoadingCards />}
      </section>
    </>
  )
}
