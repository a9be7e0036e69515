import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'

type Named = Pick<ListedIntegration, 'service' | 'account'>

/** Returns "Gmail, ana@example.com", or "Gmail" when the account is not known. */
export function integrationName({ service, account }: Named): string {
  return account ? `${serviceName(service)}, ${account.name}` : serviceName(service)
}
