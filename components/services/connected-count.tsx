'use client'

import { useQuery } from '@tanstack/react-query'
import type { Service } from '@/lib/contract/services/catalogue'
import { integrationsQuery } from '@/lib/queries/integrations/integrations-query'
import { accountsWords } from './accounts-words'

/** How many accounts of a service are connected already; nothing while the list is not known. */
export function ConnectedCount({ service, person }: { service: Service; person: string }) {
  // The list above reads; this one looks at what is known.
  const list = useQuery({ ...integrationsQuery(person), enabled: false, refetchInterval: false })
  const words = list.isError ? '' : accountsWords(list.data ?? [], service)
  return <span className="text-muted text-xs">{words}</span>
}
