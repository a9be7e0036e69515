import type { Database } from '@/lib/storage/database'
import { ApiProblem } from '../core/api-problem'
import type { ReconnectLinks } from '../integrations/reconnect-links'
import { type Administrator, callerIn, selectAdministered } from './administrator'

/** One request makes at most this many links, so that a page can show all of them. */
const maxLinks = 25

/** A link that was made for a broken integration, or the reason why none was made. */
export interface LinkedIntegration {
  id: string
  link: string | null
  /** The reason in the problem of the API, or its code. Absent when there is a link. */
  reason?: string | undefined
}

export interface LinkedAccounts {
  linked: LinkedIntegration[]
  /** The number of broken integrations that were left out, because there were too many for one request. */
  leftOut: number
  /** The number of broken integrations that were left out, because they have a link that still works. */
  linkedBefore: number
}

/**
 * Makes a reconnect link for each broken integration of the accounts, 25 at most, and mails it to the person who connected the
 * integration, where this server sends mails and knows their address. Ignores accounts that the administrator does not
 * administer.
 *
 * @param onlyUnlinked whether integrations that have a link that still works are left out, so that one call after the other
 *   reaches all of many accounts
 */
export async function linkAccounts(
  db: Database,
  reconnectLinks: Pick<ReconnectLinks, 'create'>,
  administrator: Administrator,
  accountIds: readonly string[],
  { onlyUnlinked, now }: { onlyUnlinked: boolean; now: number },
): Promise<LinkedAccounts> {
  if (accountIds.length === 0) return { linked: [], leftOut: 0, linkedBefore: 0 }
  const administered = selectAdministered(db, administrator).where('accounts.id', 'in', accountIds)
  const broken = await db
    .selectFrom('integrations')
    .innerJoin(administered.as('administered'), 'administered.accountId', 'account_id')
    .select(['integrations.id', 'administered.accountId', 'administered.accountName'])
    .select(({ exists, selectFrom }) =>
      exists(
        selectFrom('reconnect_links')
          .select('reconnect_links.id')
          .whereRef('reconnect_links.account_id', '=', 'integrations.account_id')
          .whereRef('reconnect_links.integration_id', '=', 'integrations.id')
          .where('ended_at', 'is', null)
          .where('expires_at', '>', now),
      ).as('hasLink'),
    )
    .where('environment', '=', administrator.environment)
    .where('status', '=', 'error')
    .orderBy('administered.accountName')
    .orderBy('integrations.id')
    .execute()
  const wanted = onlyUnlinked ? broken.filter(({ hasLink }) => !hasLink) : broken
  const linked: LinkedIntegration[] = []
  for (const { id, ...account } of wanted.slice(0, maxLinks)) {
    try {
      const caller = callerIn(administrator, account)
      const made = await reconnectLinks.create(caller, id, { isMailedToConnector: true })
      linked.push({ id, link: made.link })
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error
      linked.push({ id, link: null, reason: error.members.reason ?? error.code })
    }
  }
  return {
    linked,
    leftOut: Math.max(0, wanted.length - maxLinks),
    linkedBefore: broken.length - wanted.length,
  }
}
