import { sql } from 'kysely'
import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../../core/context'

const maxFoundAccounts = 20

/** An account that a search found, and what in it matched the text. */
export interface FoundAccount {
  id: string
  name: string
  /** Milliseconds since 1970. */
  createdAt: number
  match: 'account' | 'person' | 'integration' | 'reference'
  /** The name of the person who was found, or the id or reference that was searched for. Null for the account itself. */
  matched: string | null
}

/** Finds the accounts of customers for support staff. */
export interface AccountSearch {
  /**
   * Returns at most 20 accounts for a text, and whether there are more: a part of the name of an account or a person, an e-mail
   * address, or the whole id of an account, a person, an integration, a connect attempt, a reference or the request of a problem.
   */
  find: (text: string) => Promise<{ found: FoundAccount[]; hasMore: boolean }>
  /** Returns one account, or null when there is none with this id. */
  get: (id: string) => Promise<{ id: string; name: string } | null>
}

/** Returns the condition that a column contains a text. No character of the text is a wildcard. */
function contains(column: string, text: string) {
  const [lowered, exact] = [text.toLowerCase(), text].map(
    (each) => `%${each.replaceAll(/[\\%_]/g, '\\$&')}%`,
  )
  const ref = sql.ref(column)
  // lower() of SQLite changes only ASCII letters, so the text is also looked for as it was entered.
  return sql<boolean>`(lower(${ref}) like ${lowered} escape '\\' or ${ref} like ${exact} escape '\\')`
}

function selectAccounts(db: Database) {
  return db
    .selectFrom('accounts')
    .select(['accounts.id', 'accounts.name', 'accounts.created_at as createdAt'])
    .orderBy('accounts.name')
    .limit(maxFoundAccounts + 1)
}

async function findByName(db: Database, text: string): Promise<FoundAccount[]> {
  const rows = await selectAccounts(db)
    .where(({ eb, or }) => or([eb('accounts.id', '=', text), contains('accounts.name', text)]))
    .execute()
  return rows.map((row) => ({ ...row, match: 'account', matched: null }))
}

async function findByPerson(db: Database, text: string): Promise<FoundAccount[]> {
  const rows = await selectAccounts(db)
    .innerJoin('memberships', 'memberships.account_id', 'accounts.id')
    .innerJoin('people', 'people.id', 'memberships.person_id')
    .select(({ fn }) => fn.min('people.name').as('matched'))
    .groupBy(['accounts.id', 'accounts.name', 'accounts.created_at'])
    .where(({ eb, or }) =>
      or([
        eb('people.id', '=', text),
        contains('people.name', text),
        contains('memberships.email', text),
      ]),
    )
    .execute()
  return rows.map((row) => ({ ...row, match: 'person' }))
}

async function findByIntegration(db: Database, text: string): Promise<FoundAccount[]> {
  const rows = await selectAccounts(db)
    .innerJoin('integrations', 'integrations.account_id', 'accounts.id')
    .where('integrations.id', '=', text)
    .execute()
  return rows.map((row) => ({ ...row, match: 'integration', matched: text }))
}

async function findByReference(db: Database, text: string): Promise<FoundAccount[]> {
  const rows = await selectAccounts(db)
    .where(({ eb, or, selectFrom }) =>
      or([
        eb(
          'accounts.id',
          'in',
          selectFrom('connect_attempt_references')
            .select('account_id')
            .where('reference', '=', text),
        ),
        eb(
          'accounts.id',
          'in',
          selectFrom('connect_attempts').select('account_id').where('id', '=', text),
        ),
        eb(
          'accounts.id',
          'in',
          selectFrom('problem_references').select('account_id').where('request_id', '=', text),
        ),
      ]),
    )
    .execute()
  return rows.map((row) => ({ ...row, match: 'reference', matched: text }))
}

export function createAccountSearch({ storage }: Pick<PlatformContext, 'storage'>): AccountSearch {
  const { db, ready } = storage
  return {
    async find(entered) {
      await ready()
      const text = entered.trim()
      if (text === '') return { found: [], hasMore: false }
      const found = await Promise.all(
        [findByName, findByPerson, findByIntegration, findByReference].map((find) =>
          find(db, text),
        ),
      )
      const byId = new Map<string, FoundAccount>()
      for (const account of found.flat()) if (!byId.has(account.id)) byId.set(account.id, account)
      return {
        found: [...byId.values()].slice(0, maxFoundAccounts),
        hasMore: byId.size > maxFoundAccounts,
      }
    },
    async get(id) {
      await ready()
      const row = await db
        .selectFrom('accounts')
        .select(['id', 'name'])
        .where('id', '=', id)
        .executeTakeFirst()
      return row ?? null
    },
  }
}
