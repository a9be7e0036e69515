import { queryOptions } from '@tanstack/react-query'
import type { ShownCheck } from '@/lib/contract/api/check'
import { pollingOptions } from '../polling-options'
import { read } from '../read'
import { integrationKeys } from './integration-keys'

/** Returns the query that loads the last checks of one integration, newest first. */
export function checksQuery(personId: string, id: string) {
  return queryOptions({
    queryKey: integrationKeys.checks(personId, id),
    queryFn: ({ signal }): Promise<ShownCheck[]> =>
      read(personId, `/api/integrations/${encodeURIComponent(id)}/checks`, signal),
    ...pollingOptions,
  })
}
