import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Miteos } from '../miteos/miteos-client'
import type { Session } from '../sessions/sessions'

/** Reads one integration. Without an `accountId` the API is the documented one, which has only the list. */
export function readOneIntegration(
  miteos: Miteos,
  { accountId }: Session,
  id: string,
): Promise<ListedIntegration> {
  return accountId === null ? miteos.findInList(id) : miteos.get(id)
}
