import { queryOptions } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { pollingOptions } from '../polling-options'
import { read } from '../read'
import { integrationKeys } from './integration-keys'

/**
 * Returns the query that loads all integrations of the account, oldest first, and loads them again regularly while
 * the page is visible.
 */
export function integrationsQuery(personId: string) {
  return queryOptions({
    queryKey: integrationKeys.list(personId),
    queryFn: ({ signal }): Promise<ListedIntegration[]> =>
      read(personId, '/api/integrations', signal),
    ...pollingOptions,
  })
}
