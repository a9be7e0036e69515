import { queryOptions } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { read } from '../read'
import { refreshing } from '../refreshing'
import { integrationKeys } from './integration-keys'

/** One integration; rejects with `not_found` when the account has none of this id. */
export function integrationQuery(person: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.one(person, id),
    queryFn: ({ signal }): Promise<ListedIntegration> =>
      read(person, `/api/integrations/${encodeURIComponent(id)}`, signal),
    ...refreshing,
  })
}
