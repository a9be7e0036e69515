'use client'

import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { classes } from '@/components/ui/classes'
import type { ListedIntegration } from '@/lib/contract/integration'
import type { Viewer } from '@/lib/contract/viewer'
import { IntegrationCard } from './integration-card'
import { numerals } from './numerals'

const perStep = 60

export const cardGrid = 'grid grid-cols-1 items-start gap-4 sm:grid-cols-2 lg:grid-cols-3'

/** An API may list one id twice: the second one gets a key of its own. */
function withKeys(integrations: readonly ListedIntegration[]) {
  const seen = new Map<string, number>()
  return integrations.map((integration) => {
    const times = seen.get(integration.id) ?? 0
    seen.set(integration.id, times + 1)
    return { key: `${integration.id} ${times}`, integration }
  })
}

/** Cards, sixty at a time: a list of ten thousand stays quick. */
export function ConnectedList({
  integrations,
  viewer,
  isStale,
}: {
  integrations: readonly ListedIntegration[]
  viewer: Viewer
  /** What was known before: shown in grey. */
  isStale: boolean
}) {
  const [shown, setShown] = useState(perStep)
  const hidden = integrations.length - shown
  return (
    <>
      <div
        className={classes(
          cardGrid,
          isStale && 'grayscale [&_article]:bg-subtle [&_article_:not(button,button_*)]:text-muted',
        )}
      >
        {withKeys(integrations.slice(0, shown)).map(({ key, integration }) => (
          <IntegrationCard key={key} integration={integration} viewer={viewer} />
        ))}
      </div>
      {hidden > 0 && (
        <div className="flex flex-wrap items-center justify-center gap-3 pt-2">
          <Button onClick={() => setShown(shown + perStep)}>
            {`Show ${Math.min(perStep, hidden)} more`}
          </Button>
          <span className="text-muted text-sm">
            {`${numerals.format(shown)} of ${numerals.format(integrations.length)}`}
          </span>
        </div>
      )}
    </>
  )
}
