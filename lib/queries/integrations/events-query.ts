import { queryOptions } from '@tanstack/react-query'
import type { IntegrationEvent } from '@/lib/contract/api/event'
import { pollingOptions } from '../polling-options'
import { read } from '../read'
import { integrationKeys } from './integration-keys'

/** Returns the query that loads the events of one integration, newest first. */
export function eventsQuery(personId: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.events(personId, id),
    queryFn: ({ signal }): Promise<IntegrationEvent[]> =>
      read(personId, `/api/integrations/${encodeURIComponent(id)}/events`, signal),
    ...pollingOptions,
  })
}
