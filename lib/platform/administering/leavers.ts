import { sql } from 'kysely'
import type { Database } from '@/lib/storage/database'
import { actorIn } from '../access/people/tokens-behind'
import { type Administrator, selectAdministered } from './administrator'

/** A list has at most this many integrations. */
const maxListedIntegrations = 100

/** An integration, and who connected it. */
export interface ConnectedIntegration {
  id: string
  accountId: string
  accountName: string
  environment: string
  service: string
  /** The name of the account at the provider. */
  externalName: string
  status: string
  /** The name of the person or API token that connected it. */
  connectedBy: string
}

/** The first 100 integrations, and how many there are in all. */
export interface ConnectedIntegrations {
  integrations: ConnectedIntegration[]
  count: number
}

/** Returns the query for all integrations, joined with the API token that connected each, if it was a token. */
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

/** The id of the person who connected an integration, also with their own API token. Else the id of another actor. */
const connector = sql<string>`coalesce(tokens.person_id, integrations.connected_by_id)`

type ConnectedQuery = ReturnType<typeof selectConnected>

async function readList(query: ConnectedQuery): Promise<ConnectedIntegrations> {
  const rows = await query
    .select(['integrations.id', 'integrations.account_id as accountId'])
    .select(['accounts.name as accountName', 'integrations.environment', 'service', 'status'])
    .select(['account_name as externalName', 'connected_by'])
    .orderBy('accounts.name')
    .orderBy('integrations.environment')
    .orderBy('integrations.id')
    .limit(maxListedIntegrations)
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
 * Returns the integrations of one account that a person has connected, themselves or with an API token that they created, and
 * that are not disconnected.
 *
 * @param account.environments the environments that the caller may see
 */
export function listConnectedBy(
  db: Database,
  account: { accountId: string; environments: readonly string[] },
  personId: string,
): Promise<ConnectedIntegrations> {
  const ownTokens = db
    .selectFrom('tokens as own')
    .select('own.id')
    .where('own.person_id', '=', personId)
    .where('own.account_id', '=', account.accountId)
  return readList(
    selectConnected(db)
      .where('integrations.account_id', '=', account.accountId)
      .where('integrations.environment', 'in', account.environments)
      .where('status', '!=', 'disconnected')
      .where((is) =>
        is.or([is('connected_by_id', '=', personId), is('connected_by_id', 'in', ownTokens)]),
      ),
  )
}

/** Returns the ids of those people who have connected an integration of the account that is not disconnected. */
export async function listConnectors(
  db: Database,
  account: { accountId: string; environments: readonly string[] },
  personIds: readonly string[],
): Promise<string[]> {
  if (personIds.length === 0) return []
  const rows = await selectConnected(db)
    .select(connector.as('connector'))
    .distinct()
    .where('integrations.account_id', '=', account.accountId)
    .where('integrations.environment', 'in', account.environments)
    .where('status', '!=', 'disconnected')
    .where(connector, 'in', personIds)
    .execute()
  return rows.map((row) => row.connector)
}

/**
 * Returns the integrations of all administered accounts that are not disconnected, and were connected by a person who no longer
 * belongs to the account.
 */
export function listOfLeavers(
  db: Database,
  administrator: Administrator,
): Promise<ConnectedIntegrations> {
  const administered = selectAdministered(db, administrator).clearSelect().select('accounts.id')
  return readList(
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
