import { queryOptions } from '@tanstack/react-query'
import type { IntegrationEvent } from '@/lib/contract/api/event'
import { read } from '../read'
import { refreshing } from '../refreshing'
import { integrationKeys } from './integration-keys'

/** Loads the events of one integration, newest first. */
export function eventsQuery(person: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.events(person, id),
    queryFn: ({ signal }): Promise<IntegrationEvent[]> =>
      read(person, `/api/integrations/${encodeURIComponent(id)}/events`, signal),
    ...refreshing,
  })
}
