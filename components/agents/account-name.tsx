import { Name } from '@/components/ui/name'
import type { ListedIntegration } from '@/lib/contract/api/integration'

/** The account of an integration by its name, or by the id of the integration when it has none. */
export function AccountName({ integration: { account, id } }: { integration: ListedIntegration }) {
  return (
    <strong className="font-medium text-foreground">
      <Name>{account?.name ?? id}</Name>
    </strong>
  )
}
