import 'server-only'
import type { Account } from '@/lib/contract/api/account'
import type { Administrator } from '../people/embedded-administration'
import type { Session } from '../sessions/sessions'

/**
 * Returns who administers accounts in this session, or null when nobody may. A person administers
 * every account in which they are an admin; an API token with the role `admin` administers its own
 * account.
 *
 * @param account what the API tells about the token of the session now
 */
export function administratorOf({ who }: Session, account: Account): Administrator | null {
  const { id: accountId, environment, role, actor } = account
  if (!actor) return null
  if (who) return { of: who, environment, actor }
  return role === 'admin' ? { of: { accountId }, environment, actor } : null
}
