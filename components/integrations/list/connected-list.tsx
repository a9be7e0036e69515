'use client'

import { useState } from 'react'
import { classes } from '@/components/ui/classes'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { useUsage } from '../use-usage'
import { IntegrationCard } from './integration-card'
import { MoreCards } from './more-cards'
import { addressOf, cardsPerStep, type ListPart, type Overview } from './overview'

export const cardGridClass = 'grid grid-cols-1 items-start gap-4 sm:grid-cols-2 lg:grid-cols-3'

/** Adds a unique key to each integration, because the API may list the same id twice. */
function withKeys(integrations: readonly ListedIntegration[]) {
  const seenCounts = new Map<string, number>()
  return integrations.map((integration) => {
    const earlierCount = seenCounts.get(integration.id) ?? 0
    seenCounts.set(integration.id, earlierCount + 1)
    return { key: `${integration.id} ${earlierCount}`, integration }
  })
}

/** Shows the cards, sixty at a time, so that a list of ten thousand stays fast. */
export function ConnectedList({
  overview: { cards, cardsStart, start, foundCount },
  part,
  viewer,
  isStale,
}: {
  overview: Overview
  part: ListPart
  viewer: Viewer
  /** True when the overview is out of date. The cards are then grey. */
  isStale: boolean
}) {
  const [shownCount, setShownCount] = useState(cardsPerStep)
  const usage = useUsage(viewer)
  const end = Math.min(start + shownCount, cardsStart + cards.length)
  const previousPage = Math.floor(start / cardsPerStep)
  // True when the overview has the next cards or they are still loading. The button then shows them on this page.
  const hasMoreHere = cardsStart + cards.length > end || !isStale
  return (
    <>
      {start > 0 && (
        <a
          href={addressOf({ ...part, page: previousPage })}
          className="self-center text-accent text-sm underline underline-offset-2"
        >
          {`Show the previous ${cardsPerStep}`}
        </a>
      )}
      <div
        className={classes(
          cardGridClass,
          isStale && 'grayscale [&_article]:bg-subtle [&_article_:not(button,button_*)]:text-muted',
        )}
      >
        {withKeys(cards.slice(start - cardsStart, end - cardsStart)).map(({ key, integration }) => (
          <IntegrationCard
            key={key}
            integration={integration}
            usage={usage?.get(integration.id)}
            viewer={viewer}
          />
        ))}
      </div>
      {(end < foundCount || start > 0) && (
        <MoreCards
          part={part}
          range={{ start, end, foundCount }}
          onShowMore={hasMoreHere ? () => setShownCount(shownCount + cardsPerStep) : undefined}
        />
      )}
    </>
  )
}
