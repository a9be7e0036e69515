import { queryOptions } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/integration'
import { RequestFailure } from './failure'
import { integrationKeys } from './integration-keys'
import { refreshing } from './refreshing'
import { request } from './request'

async function readOne(
  person: string,
  id: string,
  signal: AbortSignal,
): Promise<ListedIntegration> {
  const path = `/api/integrations/${encodeURIComponent(id)}`
  const response = await request(person, path, { signal })
  return response.json()
}

async function findOne(
  person: string,
  id: string,
  signal: AbortSignal,
): Promise<ListedIntegration> {
  const response = await request(person, '/api/integrations', { signal })
  const list: ListedIntegration[] = await response.json()
  const found = list.find((integration) => integration.id === id)
  if (!found) throw new RequestFailure({ kind: 'not_found' })
  return found
}

/**
 * One integration; rejects with `not_found` when the account has none of this id. A Miteos that cannot
 * be asked for a single one (`hasDetails` false) is asked for its list.
 */
export function integrationQuery(
  { person, hasDetails }: { person: string; hasDetails: boolean },
  id: string,
) {
  return queryOptions({
    queryKey: integrationKeys.one(person, id),
    queryFn: ({ signal }) => (hasDetails ? readOne : findOne)(person, id, signal),
    ...refreshing,
  })
}
