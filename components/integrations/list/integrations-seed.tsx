import { HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { FirstAnswer } from '@/lib/contract/view/failure'
import type { Viewer } from '@/lib/contract/view/viewer'
import { integrationKeys } from '@/lib/queries/integrations/integration-keys'
import { seed } from '@/lib/queries/seed'
import { IntegrationsView, type Shipped } from './integrations-view'
import { type Asked, addressOf, onePageOf, overviewOf } from './overview'

/** A longer list does not come with the page: that shows a part of it, and the browser reads all. */
const wholeAtMost = 120

function ship(
  answer: FirstAnswer<readonly ListedIntegration[]>,
  asked: Asked,
): Shipped | undefined {
  if (answer.kind !== 'ready' || answer.value.length <= wholeAtMost) return undefined
  const overview = onePageOf(overviewOf(answer.value, asked))
  return { overview, address: addressOf(asked), at: answer.at }
}

/** Hands what the server has read to the browser: the list, a page of a long one, or the failure it met. */
export function IntegrationsSeed({
  viewer,
  answer,
  asked,
  children,
}: {
  viewer: Viewer
  answer: FirstAnswer<readonly ListedIntegration[]>
  asked: Asked
  /** What stands below the list and looks at it too. */
  children: ReactNode
}) {
  const shipped = ship(answer, asked)
  const queryKey = integrationKeys.list(viewer.person)
  return (
    <HydrationBoundary state={seed(shipped ? [] : [{ queryKey, answer }])}>
      <IntegrationsView viewer={viewer} {...(shipped ? { shipped } : {})} />
      {children}
    </HydrationBoundary>
  )
}
