import { type QueryClient, useMutation } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { tellOtherTabs } from '../other-tabs'
import { request } from '../request'
import { RequestFailure } from '../request-failure'
import { signInAgain } from '../sign-in-again'
import { integrationKeys } from './integration-keys'

/** Changes the status in the cache, so that the page shows it before the integrations are loaded again. */
function markDisconnected(client: QueryClient, personId: string, id: string): void {
  client.setQueryData<ListedIntegration[]>(integrationKeys.list(personId), (list) =>
    list?.map((listed) => (listed.id === id ? { ...listed, status: 'disconnected' } : listed)),
  )
  client.setQueryData<ListedIntegration>(integrationKeys.one(personId, id), (cached) =>
    cached ? { ...cached, status: 'disconnected' } : cached,
  )
}

/**
 * Returns the mutation that disconnects one integration and then loads all integrations again. When the account no
 * longer has the integration, the result is `already gone` and not an error.
 */
export function useDisconnectIntegration(personId: string) {
  return useMutation({
    networkMode: 'always',
    mutationFn: async (id: string): Promise<'disconnected' | 'already gone'> => {
      try {
        await request(personId, `/api/integrations/${encodeURIComponent(id)}`, { method: 'DELETE' })
        return 'disconnected'
      } catch (cause) {
        if (cause instanceof RequestFailure && cause.kind === 'not_found') return 'already gone'
        throw cause
      }
    },
    onSuccess: async (outcome, id, _before, { client }) => {
      await client.cancelQueries({ queryKey: integrationKeys.root(personId) })
      if (outcome === 'disconnected') markDisconnected(client, personId, id)
    },
    onError: (failure, id) => signInAgain(failure, { disconnect: id }),
    onSettled: (_outcome, _failure, _id, _before, { client }) => {
      tellOtherTabs()
      void client.invalidateQueries({ queryKey: integrationKeys.root(personId) })
    },
  })
}
