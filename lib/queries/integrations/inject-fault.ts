import { useMutation } from '@tanstack/react-query'
import type { FaultRequest } from '@/lib/contract/api/integration'
import { tellOtherTabs } from '../other-tabs'
import { request } from '../request'
import { signInAgain } from '../sign-in-again'
import { integrationKeys } from './integration-keys'

/**
 * Returns the mutation that breaks the sandbox grant of one integration, in the test environment only. Miteos then checks
 * the integration at once. With `signal: true` it checks because of a signal of the simulated vendor, and with
 * `signal: false` not before its next check is due.
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
