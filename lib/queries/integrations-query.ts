import { queryOptions } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/integration'
import { integrationKeys } from './integration-keys'
import { refreshing } from './refreshing'
import { request } from './request'

/** All integrations of the account, oldest first; kept fresh while somebody looks. */
export function integrationsQuery(person: string) {
  return queryOptions({
    queryKey: integrationKeys.list(person),
    queryFn: async ({ signal }): Promise<ListedIntegration[]> => {
      const response = await request(person, '/api/integrations', { signal })
      return response.json()
    },
    ...refreshing,
  })
}
