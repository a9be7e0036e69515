import { queryOptions } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { read } from '../read'
import { refreshing } from '../refreshing'
import { integrationKeys } from './integration-keys'

/** Loads one integration. Rejects with `not_found` when the account has none with this id. */
export function integrationQuery(person: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.one(person, id),
    queryFn: ({ signal }): Promise<ListedIntegration> =>
      read(person, `/api/integrations/${encodeURIComponent(id)}`, signal),
    ...refreshing,
  })
}
