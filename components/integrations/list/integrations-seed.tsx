import { HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { FirstAnswer } from '@/lib/contract/view/failure'
import type { Unseen } from '@/lib/contract/view/unseen'
import type { Viewer } from '@/lib/contract/view/viewer'
import { integrationKeys } from '@/lib/queries/integrations/integration-keys'
import { seed } from '@/lib/queries/seed'
import { IntegrationsView, type SentPart } from './integrations-view'
import { newsIn } from './news'
import { addressOf, type ListPart, onePageOf, overviewOf } from './overview'

/**
 * The longest list, in integrations, that a page contains in full. For a longer list, the page
 * contains one part, and the browser then loads the whole list.
 */
const maxWholeListLength = 120

/**
 * Returns the part of a long list that is sent with the page, or `undefined` when the page contains all of it.
 */
function partToSend(
  answer: FirstAnswer<readonly ListedIntegration[]>,
  part: ListPart,
): SentPart | undefined {
  if (answer.kind !== 'ready' || answer.value.length <= maxWholeListLength) return undefined
  const overview = onePageOf(overviewOf(answer.value, part))
  return { overview, address: addressOf(part), at: answer.at }
}

/** Passes what the server has read to the browser: the list, one page of a long list, or the failure. */
export function IntegrationsSeed({
  viewer,
  answer,
  part,
  unseen,
  tabs,
  children,
}: {
  viewer: Viewer
  answer: FirstAnswer<readonly ListedIntegration[]>
  part: ListPart
  unseen: Unseen | null
  /** The links to the tabs of the page. */
  tabs: ReactNode
  /** The part of the page below the list, which reads the same cache. */
  children: ReactNode
}) {
  const sentPart = partToSend(answer, part)
  const news = unseen && answer.kind === 'ready' ? newsIn(answer.value, unseen) : null
  const queryKey = integrationKeys.list(viewer.personId)
  return (
    <HydrationBoundary state={seed(sentPart ? [] : [{ queryKey, answer }])}>
      <IntegrationsView
        viewer={viewer}
        tabs={tabs}
        news={news}
        {...(sentPart ? { sentPart } : {})}
      />
      {children}
    </HydrationBoundary>
  )
}
