import { queryOptions } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/integration'
import { integrationKeys } from './integration-keys'
import { refreshing } from './refreshing'
import { request } from './request'

/** One integration; rejects with `not_found` when the account has none of this id. */
export function integrationQuery(person: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.one(person, id),
    queryFn: async ({ signal }): Promise<ListedIntegration> => {
      const path = `/api/integrations/${encodeURIComponent(id)}`
      const response = await request(person, path, { signal })
      return response.json()
    },
    ...refreshing,
  })
}
