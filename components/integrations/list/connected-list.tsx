'use client'

import { useState } from 'react'
import { classes } from '@/components/ui/classes'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Viewer } from '@/lib/contract/view/viewer'
import { IntegrationCard } from './integration-card'
import { MoreCards } from './more-cards'
import { addressOf, type ListPart, type Overview, perStep } from './overview'

export const cardGrid = 'grid grid-cols-1 items-start gap-4 sm:grid-cols-2 lg:grid-cols-3'

/** Adds a unique key to each integration, because an API may list the same id twice. */
function withKeys(integrations: readonly ListedIntegration[]) {
  const seen = new Map<string, number>()
  return integrations.map((integration) => {
    const times = seen.get(integration.id) ?? 0
    seen.set(integration.id, times + 1)
    return { key: `${integration.id} ${times}`, integration }
  })
}

/** Shows the cards, sixty at a time, so that a list of ten thousand stays fast. */
export function ConnectedList({
  overview: { cards, cardsStart, start, found },
  part,
  viewer,
  isStale,
}: {
  overview: Overview
  part: ListPart
  viewer: Viewer
  /** Whether the overview is out of date; the cards are then grey. */
  isStale: boolean
}) {
  const [shown, setShown] = useState(perStep)
  const end = Math.min(start + shown, cardsStart + cards.length)
  const previousPage = Math.floor(start / perStep)
  /**
   * Whether the next cards are in the overview or still loading. If so, the button shows them without leaving
   * the page.
   */
  const canShowMoreHere = cardsStart + cards.length > end || !isStale
  return (
    <>
      {start > 0 && (
        <a
          href={addressOf({ ...part, page: previousPage })}
          className="self-center text-accent text-sm underline underline-offset-2"
        >
          {`Show the previous ${perStep}`}
        </a>
      )}
      <div
        className={classes(
          cardGrid,
          isStale && 'grayscale [&_article]:bg-subtle [&_article_:not(button,button_*)]:text-muted',
        )}
      >
        {withKeys(cards.slice(start - cardsStart, end - cardsStart)).map(({ key, integration }) => (
          <IntegrationCard key={key} integration={integration} viewer={viewer} />
        ))}
      </div>
      {(end < found || start > 0) && (
        <MoreCards
          part={part}
          range={{ start, end, found }}
          onMore={canShowMoreHere ? () => setShown(shown + perStep) : undefined}
        />
      )}
    </>
  )
}
