import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Miteos } from '../miteos/miteos-client'
import type { Session } from '../sessions/sessions'

/** Reads one integration. Reads it from the list when the API has no resource for a single one. */
export function readOne(
  miteos: Miteos,
  { accountId }: Session,
  id: string,
): Promise<ListedIntegration> {
  return accountId === null ? miteos.findInList(id) : miteos.get(id)
}
