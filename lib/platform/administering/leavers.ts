import { sql } from 'kysely'
import type { Database } from '@/lib/storage/database'
import { actorIn } from '../access/people/tokens-behind'
import { type Administrator, selectAdministered } from './administrator'

/** The integrations that are listed at most. */
const mostListed = 100

/** An integration with who connected it. */
export interface ConnectedIntegration {
  id: string
  accountId: string
  accountName: string
  environment: string
  service: string
  /** The name of the account at the provider. */
  externalName: string
  status: string
  /** The name of whoever connected it. */
  connectedBy: string
}

/** The first integrations of a list, and how many there are. */
export interface ConnectedIntegrations {
  integrations: ConnectedIntegration[]
  count: number
}

/** Returns the query of all integrations with who connected them: a person, also one who did it with a token of their own. */
function selectConnected(db: Database) {
  return db
    .selectFrom('integrations')
    .innerJoin('accounts', 'accounts.id', 'integrations.account_id')
    .leftJoin('tokens', (join) =>
      join
        .onRef('tokens.id', '=', 'integrations.connected_by_id')
        .onRef('tokens.account_id', '=', 'integrations.account_id'),
    )
}

const connector = sql<string>`coalesce(tokens.person_id, integrations.connected_by_id)`

type ConnectedQuery = ReturnType<typeof selectConnected>

async function listOf(query: ConnectedQuery): Promise<ConnectedIntegrations> {
  const rows = await query
    .select(['integrations.id', 'integrations.account_id as accountId'])
    .select(['accounts.name as accountName', 'integrations.environment', 'service', 'status'])
    .select(['account_name as externalName', 'connected_by'])
    .orderBy('accounts.name')
    .orderBy('integrations.environment')
    .orderBy('integrations.id')
    .limit(mostListed)
    .execute()
  const { count } = await query
    .select(({ fn }) => fn.countAll().as('count'))
    .executeTakeFirstOrThrow()
  const integrations = rows.map(({ connected_by, ...row }) => ({
    ...row,
    connectedBy: actorIn(connected_by)?.name ?? '',
  }))
  return { integrations, count: Number(count) }
}

/**
 * Returns what a person has connected in one account and what is not disconnected, themselves or with an API token that they
 * created.
 *
 * @param environments the environments that the caller may see
 */
export function listConnectedBy(
  db: Database,
  place: { accountId: string; environments: readonly string[] },
  personId: string,
): Promise<ConnectedIntegrations> {
  const ownTokens = db
    .selectFrom('tokens as own')
    .select('own.id')
    .where('own.person_id', '=', personId)
    .where('own.account_id', '=', place.accountId)
  return listOf(
    selectConnected(db)
      .where('integrations.account_id', '=', place.accountId)
      .where('integrations.environment', 'in', place.environments)
      .where('status', '!=', 'disconnected')
      .where((is) =>
        is.or([is('connected_by_id', '=', personId), is('connected_by_id', 'in', ownTokens)]),
      ),
  )
}

/** Returns which of the people have connected something in an account that is not disconnected. */
export async function listConnectors(
  db: Database,
  place: { accountId: string; environments: readonly string[] },
  personIds: readonly string[],
): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await selectConnected(db)
    .select(connector.as('connector'))
    .distinct()
    .where('integrations.account_id', '=', place.accountId)
    .where('integrations.environment', 'in', place.environments)
    .where('status', '!=', 'disconnected')
    .where(connector, 'in', personIds)
    .execute()
  return rows.map((row) => row.connector)
}

/** Returns what people connected who do not belong to the account any more, in the accounts that somebody administers. */
export function listOfLeavers(
  db: Database,
  administrator: Administrator,
): Promise<ConnectedIntegrations> {
  const administered = selectAdministered(db, administrator).clearSelect().select('accounts.id')
  return listOf(
    selectConnected(db)
      .where('integrations.account_id', 'in', administered)
      .where('integrations.environment', '=', administrator.environment)
      .where('status', '!=', 'disconnected')
      .where(connector, 'like', 'per_%')
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom('memberships')
              .select('memberships.person_id')
              .whereRef('memberships.account_id', '=', 'integrations.account_id')
              .where('memberships.person_id', '=', connector),
          ),
        ),
      ),
  )
}
