'use client'

import { Plug, SearchX } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Button } from '@/components/ui/button'
import { buttonClass } from '@/components/ui/button-class'
import { classes } from '@/components/ui/classes'
import type { ListedIntegration } from '@/lib/contract/integration'
import type { Viewer } from '@/lib/contract/viewer'
import { IntegrationCard } from './integration-card'

const perStep = 60

export const cardGrid = 'grid grid-cols-1 gap-4 sm:grid-cols-2 lg:grid-cols-3'

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
          isStale && 'grayscale [&_article]:bg-subtle [&_article_*]:text-muted',
        )}
      >
        {withKeys(integrations.slice(0, shown)).map(({ key, integration }) => (
          <IntegrationCard key={key} integration={integration} viewer={viewer} />
        ))}
      </div>
      {hidden > 0 && (
        <div className="flex items-center justify-center gap-3 pt-2">
          <Button onClick={() => setShown(shown + perStep)}>
            Show {Math.min(perStep, hidden)} more
          </Button>
          <span className="text-muted text-sm">
            {shown} of {integrations.length}
          </span>
        </div>
      )}
    </>
  )
}

function EmptyPanel({
  icon,
  title,
  children,
  action,
}: {
  icon: ReactNode
  title: string
  children?: ReactNode
  action: ReactNode
}) {
  return (
    <div className="flex min-h-43.75 flex-col items-center justify-center gap-3 rounded-lg border border-control border-dashed p-6 text-center">
      {icon}
      <div>
        <p className="font-semibold wrap-anywhere">{title}</p>
        <p className="text-muted text-sm">{children}</p>
      </div>
      {action}
    </div>
  )
}

/** Nothing is connected yet: what to do first. */
export function NothingConnected() {
  return (
    <EmptyPanel
      icon={<Plug aria-hidden className="size-5 text-muted" />}
      title="Nothing is connected yet"
      action={
        <a href="#available-services" className={buttonClass()}>
          Choose a service
        </a>
      }
    >
      Connect a service, and your agents can work in it.
    </EmptyPanel>
  )
}

/** The filter leaves nothing. */
export function NothingFound({ words }: { words: string }) {
  return (
    <EmptyPanel
      icon={<SearchX aria-hidden className="size-5 text-muted" />}
      title={words ? `Nothing matches “${words}”` : 'Nothing has this status'}
      action={
        <Button onClick={() => window.history.replaceState(null, '', '/integrations')}>
          Clear the filter
        </Button>
      }
    >
      Search looks at the service, the account and the id.
    </EmptyPanel>
  )
}
