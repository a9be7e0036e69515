import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Service } from '@/lib/contract/services/catalogue'

/**
 * Returns "2 connected, 1 needs reconnecting" for the accounts of a service, or an empty text when there are
 * none.
 */
export function accountsWords(list: readonly ListedIntegration[], service: Service): string {
  const statuses = list
    .filter((integration) => integration.service === service)
    .map(({ status }) => status)
  const working = statuses.filter((status) => status === 'connected').length
  const broken = statuses.filter((status) => status === 'error').length
  return [
    working > 0 && `${working} connected`,
    broken > 0 && `${broken} ${broken === 1 ? 'needs' : 'need'} reconnecting`,
  ]
    .filter(Boolean)
    .join(', ')
}
