import { Name } from '@/components/ui/name'
import type { ListedIntegration } from '@/lib/contract/api/integration'
import { serviceName } from '@/lib/contract/services/catalogue'

/** Shows "Connected as ana@example.com", or the name of the service when the account is not known. */
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
