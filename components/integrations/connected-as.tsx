import { Name } from '@/components/ui/name'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'

/** "Connected as ana@example.com"; the service when nobody knows the account. */
export function ConnectedAs({
  integration: { service, account },
}: {
  integration: Pick<ListedIntegration, 'service' | 'account'>
}) {
  if (!account) return <Name>{serviceName(service)}</Name>
  return (
    <span>
      Connected as <Name>{account.name}</Name>
    </span>
  )
}
