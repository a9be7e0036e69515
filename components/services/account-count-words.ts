import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Service } from '@/lib/contract/services/catalogue'

/**
 * Returns "2 connected, 1 needs reconnecting" for the accounts of a service, or an empty text when there are
 * none.
 */
export function accountCountWords(list: readonly ListedIntegration[], service: Service): string {
  const statuses = list
    .filter((integration) => integration.service === service)
    .map(({ status }) => status)
  const workingCount = statuses.filter((status) => status === 'connected').length
  const brokenCount = statuses.filter((status) => status === 'error').length
  return [
    workingCount > 0 && `${workingCount} connected`,
    brokenCount > 0 && `${brokenCount} ${brokenCount === 1 ? 'needs' : 'need'} reconnecting`,
  ]
    .filter(Boolean)
    .join(', ')
}
