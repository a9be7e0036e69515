import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'

type Named = Pick<ListedIntegration, 'service' | 'account'>

/** "Gmail, ana@example.com"; "Gmail" when nobody knows the account. */
export function integrationName({ service, account }: Named): string {
  return account ? `${serviceName(service)}, ${account.name}` : serviceName(service)
}
