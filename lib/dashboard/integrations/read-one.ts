import type { ListedIntegration } from '@/lib/contract/api/integration'
import type { Miteos } from '../miteos/miteos-client'
import type { Session } from '../sessions/sessions'

/** One integration; out of the list where the API says nothing of the account, and so has no more. */
export function readOne(
  miteos: Miteos,
  { accountId }: Session,
  id: string,
): Promise<ListedIntegration> {
  return accountId === null ? miteos.findInList(id) : miteos.get(id)
}
