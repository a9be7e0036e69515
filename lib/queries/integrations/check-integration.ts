import { useMutation } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { tellOtherTabs } from '../other-tabs'
import { request } from '../request'
import { signInAgain } from '../sign-in-again'
import { integrationKeys } from './integration-keys'

/**
 * Returns the mutation that checks an integration now: Miteos asks the provider whether the grant is valid. The
 * result is the integration after the check.
 */
export function useCheckIntegration(personId: string) {
  return useMutation({
    networkMode: 'always',
    mutationFn: async (id: string): Promise<ListedIntegration> => {
      const path = `/api/integrations/${encodeURIComponent(id)}/check`
      const response = await request(personId, path, { method: 'POST' })
      return response.json()
    },
    onError: (failure) => signInAgain(failure),
    onSettled: async (_checked, _failure, _id, _before, { client }) => {
      tellOtherTabs()
      await client.invalidateQueries({ queryKey: integrationKeys.root(personId) })
    },
  })
}
