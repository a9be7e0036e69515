'use client'

import { useQuery } from '@tanstack/react-query'
import type { Service } from '@/lib/contract/services/catalogue'
import { integrationsQuery } from '@/lib/queries/integrations/integrations-query'
import { accountCountWords } from './account-count-words'

/** Shows how many accounts of a service are connected. Shows nothing until the list of integrations is known. */
export function ConnectedCount({ service, personId }: { service: Service; personId: string }) {
  // The list of integrations on the same page loads the data. This component only reads the cache.
  const list = useQuery({ ...integrationsQuery(personId), enabled: false, refetchInterval: false })
  const words = list.isError ? '' : accountCountWords(list.data ?? [], service)
  return <span className="text-muted text-xs">{words}</span>
}
