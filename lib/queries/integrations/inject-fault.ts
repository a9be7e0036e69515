import { useMutation } from '@tanstack/react-query'
import type { FaultRequest } from '@/lib/contract/api/integration'
import { tellOtherTabs } from '../other-tabs'
import { request } from '../request'
import { signInAgain } from '../sign-in-again'
import { integrationKeys } from './integration-keys'

/**
 * Returns the mutation that breaks the sandbox grant of one integration, in the test environment
 * only. Without `signal`, Miteos then checks the integration at once. With `signal: true`, the
 * simulated vendor sends its signal, which leads to a check. With `signal: false`, the next check
 * is the one that is due next.
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
