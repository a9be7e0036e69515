import { type QueryClient, useMutation } from '@tanstack/react-query'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { tellOtherTabs } from '../other-tabs'
import { request } from '../request'
import { RequestFailure } from '../request-failure'
import { signInAgain } from '../sign-in-again'
import { integrationKeys } from './integration-keys'

interface DisconnectRequest {
  id: string
  /** Whether to wait until none of the tools of the integration runs. */
  whenIdle: boolean
}

/** Changes an integration in the cache, so that the page shows it before the integrations are loaded again. */
function changeCached(
  client: QueryClient,
  personId: string,
  id: string,
  fields: Partial<ListedIntegration>,
): void {
  client.setQueryData<ListedIntegration[]>(integrationKeys.list(personId), (list) =>
    list?.map((listed) => (listed.id === id ? { ...listed, ...fields } : listed)),
  )
  client.setQueryData<ListedIntegration>(integrationKeys.one(personId, id), (cached) =>
    cached ? { ...cached, ...fields } : cached,
  )
}

/** The result of a disconnect. `waiting`: the integration is disconnected when none of its tools runs. */
export type DisconnectOutcome = 'disconnected' | 'already gone' | 'waiting'

/**
 * Returns the mutation that disconnects one integration, at once or when none of its tools runs, and then loads all
 * integrations again. When the account no longer has the integration, the result is `already gone` and not an error.
 */
export function useDisconnectIntegration(personId: string) {
  return useMutation({
    networkMode: 'always',
    mutationFn: async ({ id, whenIdle }: DisconnectRequest): Promise<DisconnectOutcome> => {
      const path = `/api/integrations/${encodeURIComponent(id)}${whenIdle ? '?when=idle' : ''}`
      try {
        const { status } = await request(personId, path, { method: 'DELETE' })
        return status === 202 ? 'waiting' : 'disconnected'
      } catch (cause) {
        if (cause instanceof RequestFailure && cause.kind === 'not_found') return 'already gone'
        throw cause
      }
    },
    onSuccess: async (outcome, { id }, _before, { client }) => {
      await client.cancelQueries({ queryKey: integrationKeys.root(personId) })
      if (outcome === 'disconnected') changeCached(client, personId, id, { status: 'disconnected' })
      if (outcome === 'waiting') changeCached(client, personId, id, { disconnecting: 'when_idle' })
    },
    onError: (failure, { id }) => signInAgain(failure, { disconnect: id }),
    onSettled: (_outcome, _failure, _id, _before, { client }) => {
      tellOtherTabs()
      void client.invalidateQueries({ queryKey: integrationKeys.root(personId) })
    },
  })
}
