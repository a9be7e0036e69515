import { queryOptions } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { read } from '../read'
import { refreshing } from '../refreshing'
import { integrationKeys } from './integration-keys'

/**
 * Loads all integrations of the account, oldest first. They are loaded again regularly while the page is
 * visible.
 */
export function integrationsQuery(person: string) {
  return queryOptions({
    queryKey: integrationKeys.list(person),
    queryFn: ({ signal }): Promise<ListedIntegration[]> =>
      read(person, '/api/integrations', signal),
    ...refreshing,
  })
}
