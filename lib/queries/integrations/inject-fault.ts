import { useMutation } from '@tanstack/react-query'
import type { FaultRequest } from '@/lib/contract/api/integration'
import { tellOtherTabs } from '../other-tabs'
import { request } from '../request'
import { signInAgain } from '../sign-in-again'
import { integrationKeys } from './integration-keys'

/**
 * Returns the mutation that breaks the sandbox grant of one integration; Miteos then checks the integration, at once or
 * because the simulated vendor tells it. This is possible in the test environment only.
 */
export function useInjectFault(personId: string, id: string) {
  return useMutation({
    networkMode: 'always',
    mutationFn: async (body: FaultRequest): Promise<void> => {
      const path = `/api/integrations/${encodeURIComponent(id)}/faults`
      await request(personId, path, { method: 'POST', body })
    },
    onError: (failure) => signInAgain(failure),
    onSettled: async (_done, _failure, _body, _before, { client }) => {
      tellOtherTabs()
      await client.invalidateQueries({ queryKey: integrationKeys.root(personId) })
    },
  })
}
