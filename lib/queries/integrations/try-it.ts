import { mutationOptions, queryOptions } from '@tanstack/react-query'
import type { ToolToTry, TriedCall, TryItRequest } from '@/lib/contract/view/try-it'
import { request } from '../request'
import { signInAgain } from '../sign-in-again'
import { toolKeys } from '../tools/tool-keys'
import { integrationKeys } from './integration-keys'

const pathOf = (id: string) => `/api/integrations/${encodeURIComponent(id)}/try`

/** Returns the query that loads the tools of one integration, with the schemas of their arguments. */
export function toolsToTryQuery(personId: string, id: string) {
  return queryOptions({
    queryKey: [...integrationKeys.one(personId, id), 'try'],
    queryFn: async ({ signal }): Promise<ToolToTry[]> =>
      (await request(personId, pathOf(id), { signal })).json(),
    retry: false,
    networkMode: 'always',
  })
}

/**
 * Returns the mutation that runs a tool with one integration of the test environment. Afterwards the integrations and
 * the lists of calls are loaded again.
 */
export function tryToolMutation(personId: string, id: string) {
  return mutationOptions({
    networkMode: 'always',
    mutationFn: async (body: TryItRequest): Promise<TriedCall> =>
      (await request(personId, pathOf(id), { method: 'POST', body })).json(),
    onError: (failure) => signInAgain(failure),
    onSettled: (_done, _failure, _body, _before, { client }) =>
      Promise.all(
        [integrationKeys.root(personId), toolKeys.root(personId)].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      ),
  })
}
