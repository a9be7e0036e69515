import { serviceName } from '@/lib/contract/catalogue'
import type { ListedIntegration } from '@/lib/contract/integration'

type Named = Pick<ListedIntegration, 'service' | 'account'>

/** "Gmail, ana@example.com"; "Gmail" when nobody knows the account. */
export function integrationName({ service, account }: Named): string {
  return account ? `${serviceName(service)}, ${account.name}` : serviceName(service)
}
