import { type QueryClient, useMutation } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { tellOtherTabs } from '../other-tabs'
import { request } from '../request'
import { RequestFailure } from '../request-failure'
import { signInAgain } from '../sign-in-again'
import { integrationKeys } from './integration-keys'

function markDisconnected(client: QueryClient, personId: string, id: string): void {
  client.setQueryData<ListedIntegration[]>(integrationKeys.list(personId), (list) =>
    list?.map((known) => (known.id === id ? { ...known, status: 'disconnected' } : known)),
  )
  client.setQueryData<ListedIntegration>(integrationKeys.one(personId, id), (known) =>
    known ? { ...known, status: 'disconnected' } : known,
  )
}

/**
 * Disconnects one integration and then loads all integrations again. An integration that is already gone counts
 * as disconnected.
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
