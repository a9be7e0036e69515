import { HydrationBoundary } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { FirstAnswer } from '@/lib/contract/failure'
import type { ListedIntegration } from '@/lib/contract/integration'
import { integrationKeys } from '@/lib/queries/integration-keys'
import { seed } from '@/lib/queries/seed'

/** Hands the list that the server has read to the browser's cache, or the failure it met. */
export function IntegrationsSeed({
  person,
  answer,
  children,
}: {
  person: string
  answer: FirstAnswer<ListedIntegration[]>
  children: ReactNode
}) {
  const state = seed([{ queryKey: integrationKeys.list(person), answer }])
  return <HydrationBoundary state={state}>{children}</HydrationBoundary>
}
