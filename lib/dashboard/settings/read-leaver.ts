import 'server-only'
import { environmentSchema } from '@/lib/contract/api/role'
import type { LeaverView } from '@/lib/contract/view/people'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import { theDashboard } from '../running-dashboard'
import type { Session } from '../sessions/sessions'

/** Returns the account of a session and the environments that it may see: an API token sees its own only. */
async function visibleAccountOf({ who, accountId, environment }: Session) {
  if (accountId === null) return null
  if (!who) return { accountId, environments: [environment] }
  const accounts = await theDashboard().embedded?.people.sessions.listAccounts(who)
  const limit = accounts?.find((account) => account.accountId === accountId)?.onlyEnvironment
  return { accountId, environments: limit ? [limit] : environmentSchema.options }
}

/**
 * Returns the integrations that a person has connected in the account of the session, as far as the
 * session may see them.
 */
export async function readLeaver(session: Session, personId: string): Promise<LeaverView> {
  const account = await visibleAccountOf(session)
  const administration = theDashboard().embedded?.administration
  if (!account || !administration) return { connected: [], count: 0, accountId: '' }
  const { integrations, count } = await administration.listConnectedBy(account, personId)
  const connected = integrations.flatMap(({ environment, ...integration }) => {
    const known = environmentSchema.safeParse(environment)
    return known.success ? [{ ...integration, environment: known.data }] : []
  })
  return { connected, count, accountId: account.accountId }
}

/**
 * Returns the ids of those people who have connected an integration that is not disconnected, as
 * far as the session may see it.
 */
export async function readConnectors(
  session: Session,
  personIds: readonly string[],
): Promise<string[]> {
  const account = await visibleAccountOf(session)
  const administration = theDashboard().embedded?.administration
  if (!account || !administration) return []
  return administration.listConnectors(account, personIds).catch((error: unknown) => {
    if (isStorageUnavailable(error)) return []
    throw error
  })
}
