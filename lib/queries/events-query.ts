import { queryOptions } from '@tanstack/react-query'
import type { IntegrationEvent } from '@/lib/contract/event'
import { integrationKeys } from './integration-keys'
import { refreshing } from './refreshing'
import { request } from './request'

/** What happened to one integration, newest first. */
export function eventsQuery(person: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.events(person, id),
    queryFn: async ({ signal }): Promise<IntegrationEvent[]> => {
      const path = `/api/integrations/${encodeURIComponent(id)}/events`
      const response = await request(person, path, { signal })
      return response.json()
    },
    ...refreshing,
  })
}
