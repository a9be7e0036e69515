import { queryOptions } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { pollingOptions } from '../polling-options'
import { read } from '../read'
import { integrationKeys } from './integration-keys'

/** Returns the query that loads one integration. It fails with `not_found` when the account has none with this id. */
export function integrationQuery(personId: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.one(personId, id),
    queryFn: ({ signal }): Promise<ListedIntegration> =>
      read(personId, `/api/integrations/${encodeURIComponent(id)}`, signal),
    ...pollingOptions,
  })
}
