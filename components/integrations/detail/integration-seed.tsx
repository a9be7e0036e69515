import { HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { ShownCheck } from '@/lib/contract/api/check'
import type { IntegrationEvent } from '@/lib/contract/api/event'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { FirstAnswer } from '@/lib/contract/view/failure'
import type { IntegrationUse } from '@/lib/contract/view/tools'
import { integrationKeys } from '@/lib/queries/integrations/integration-keys'
import { seed } from '@/lib/queries/seed'
import { toolKeys } from '@/lib/queries/tools/tool-keys'

/** Puts what the server has read about an integration into the browser's cache. */
export function IntegrationSeed({
  personId,
  id,
  integration,
  events,
  checks,
  use,
  children,
}: {
  personId: string
  id: string
  integration: FirstAnswer<ListedIntegration>
  events: FirstAnswer<IntegrationEvent[]>
  checks: FirstAnswer<ShownCheck[]>
  use: IntegrationUse
  children: ReactNode
}) {
  const state = seed([
    { queryKey: integrationKeys.one(personId, id), answer: integration },
    { queryKey: integrationKeys.events(personId, id), answer: events },
    { queryKey: integrationKeys.checks(personId, id), answer: checks },
    { queryKey: toolKeys.usage(personId), answer: use.usage },
    { queryKey: toolKeys.calls(personId, id), answer: use.calls },
  ])
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>
}
