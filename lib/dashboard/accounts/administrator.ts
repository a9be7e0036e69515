import 'server-only'
import type { Account } from '@/lib/contract/api/account'
import type { Administrator } from '../people/embedded-administration'
import type { Session } from '../sessions/sessions'

/**
 * Returns as whom the session administers accounts, or null for a session that administers none: a person administers every
 * account in which they are an admin, and an API token of an admin its own.
 *
 * @param account what the API tells about the token of the session now
 */
export function administratorOf({ who }: Session, account: Account): Administrator | null {
  const { id: accountId, environment, role, actor } = account
  if (!actor) return null
  if (who) return { of: who, environment, actor }
  return role === 'admin' ? { of: { accountId }, environment, actor } : null
}
