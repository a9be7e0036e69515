import { HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ShownCheck } from '@/lib/contract/api/check'
import type { IntegrationEvent } from '@/lib/contract/api/event'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { FirstAnswer } from '@/lib/contract/view/failure'
import { integrationKeys } from '@/lib/queries/integrations/integration-keys'
import { seed } from '@/lib/queries/seed'

/** Puts the integration, the history and the checks that the server has read into the browser's cache. */
export function IntegrationSeed({
  personId,
  id,
  integration,
  events,
  checks,
  children,
}: {
  personId: string
  id: string
  integration: FirstAnswer<ListedIntegration>
  events: FirstAnswer<IntegrationEvent[]>
  checks: FirstAnswer<ShownCheck[]>
  children: ReactNode
}) {
  const state = seed([
    { queryKey: integrationKeys.one(personId, id), answer: integration },
    { queryKey: integrationKeys.events(personId, id), answer: events },
    { queryKey: integrationKeys.checks(personId, id), answer: checks },
  ])
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>
}
