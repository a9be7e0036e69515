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
  /** When the account had the reference that was searched for, in milliseconds since 1970. Null for other matches. */
  matchedAt: number | null
}

/** Finds the accounts of customers for support staff. */
export interface AccountSearch {
  /**
   * Returns at most 20 accounts for a text, and whether there are more: a part of the name of an account or a person, an e-mail
   * address, or the whole id of an account, a person, an integration, a connect attempt, a reference or the request of a problem.
   * Clients choose references and ids of requests, so that several accounts can have the same: the first one that had it comes
   * first. An id of an account, a person or an integration is looked for as what it is, and never as a reference.
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
  return rows.map((row) => ({ ...row, match: 'account', matched: null, matchedAt: null }))
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
  return rows.map((row) => ({ ...row, match: 'person', matchedAt: null }))
}

async function findByIntegration(db: Database, text: string): Promise<FoundAccount[]> {
  const rows = await selectAccounts(db)
    .innerJoin('integrations', 'integrations.account_id', 'accounts.id')
    .where('integrations.id', '=', text)
    .execute()
  return rows.map((row) => ({ ...row, match: 'integration', matched: text, matchedAt: null }))
}

/** An id that Miteos gives to an account, a person or an integration. */
const ownIdPattern = /^(acct|per|int)_/

/** Returns the query for the accounts with a reference, each as often as it occurs there, and when it occurred. */
function selectReferences(db: Database, text: string) {
  return db
    .selectFrom('problem_references')
    .select(['account_id as accountId', 'at'])
    .where('request_id', '=', text)
    .unionAll(
      db
        .selectFrom('connect_attempt_references')
        .innerJoin('connect_attempts', 'connect_attempts.id', 'attempt_id')
        .select(['connect_attempts.account_id as accountId', 'started_at as at'])
        .where('reference', '=', text),
    )
    .unionAll(
      db
        .selectFrom('connect_attempts')
        .select(['account_id as accountId', 'started_at as at'])
        .where('id', '=', text),
    )
}

async function findByReference(db: Database, text: string): Promise<FoundAccount[]> {
  if (ownIdPattern.test(text)) return []
  const rows = await db
    .selectFrom(selectReferences(db, text).as('known'))
    .innerJoin('accounts', 'accounts.id', 'known.accountId')
    .select(['accounts.id', 'accounts.name', 'accounts.created_at as createdAt'])
    .select(({ fn }) => fn.min<number>('known.at').as('matchedAt'))
    .groupBy(['accounts.id', 'accounts.name', 'accounts.created_at'])
    .orderBy('matchedAt')
    .limit(maxFoundAccounts + 1)
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
