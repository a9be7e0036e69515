import type { Selectable } from 'kysely'
import type { Service } from '@/lib/contract/services/catalogue'
import type { TransactionsTable } from '@/lib/storage/connect-tables'
import type { Database, Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import type { Person } from '../access/person'
import type { OwnAttempt } from '../attempts/own-attempt'
import { newId } from '../core/new-id'
import {
  bindingRefusal,
  type Evidence,
  type TransactionRefusal,
  transactionRefusal,
} from './transaction-refusal'
import { type TransactionSecrets, transactionSecrets } from './transaction-secrets'

type Secrets = Pick<TransactionSecrets, 'codeVerifier' | 'providerRedirectUri'>

export interface NewTransaction {
  person: Person
  service: Service
  /** The client's redirect URI. */
  redirectUri: string
  clientState: string | undefined
  /** The id of the connect attempt that the transaction belongs to, if there is a record of it. */
  attemptId: string | null
  secrets: Secrets
}

/** A transaction that passed every check. Only `consume` creates such an object. */
export interface ConsumedTransaction extends Secrets {
  id: string
  service: Service
  /** The client's redirect URI. */
  redirectUri: string
  clientState: string | undefined
  /** The connect attempt of the transaction. Null when there is no record of one. */
  attempt: OwnAttempt | null
}

export interface Transactions {
  /**
   * Stores a new transaction. Returns its `state` and the secret for the cookie of the browser. `db` can be a
   * database transaction.
   */
  begin: (input: NewTransaction, db?: Database) => Promise<{ state: string; browserSecret: string }>
  /** Returns the connect attempt of the transaction with this state, or null when there is none. */
  findAttempt: (state: string) => Promise<OwnAttempt | null>
  /** Returns why `consume` would refuse now, or `null` when it would not. Changes nothing. */
  findRefusal: (evidence: Evidence) => Promise<TransactionRefusal | null>
  /**
   * Consumes the transaction and, in the same database transaction, stores the URL to which the browser is sent
   * next. `makeNextUrl` returns that URL, and succeeds at most once for each transaction. A refused call consumes
   * nothing.
   */
  consume: (
    evidence: Evidence,
    makeNextUrl: (transaction: ConsumedTransaction, db: Database) => Promise<string>,
  ) => Promise<{ id: string; nextUrl: string } | { refusal: TransactionRefusal }>
  /**
   * Returns the URL that `consume` stored, for the browser and the person that began the transaction. A person who
   * presses the provider's button twice is then sent to the same URL twice. Returns null for everybody else, and
   * after the time at which the transaction would have expired.
   */
  findNextUrl: (evidence: Evidence) => Promise<string | null>
}

interface TransactionsOptions {
  storage: Storage
  keyring: Keyring
  now: () => number
  /** The time that a person may spend at the provider. */
  ttlMs: number
  /** Returns whether people of this account may still be sent to this URI. */
  isRegistered: (
    redirectUri: string,
    owner: Pick<Person, 'accountId' | 'environment'>,
  ) => Promise<boolean>
}

function attemptIn(row: Selectable<TransactionsTable>): OwnAttempt | null {
  const { attempt_id: id, account_id: accountId, environment } = row
  return id === null ? null : { id, accountId, environment }
}

/**
 * Creates the store of transactions, the platform's records of a person's way to a provider and back. Each
 * transaction has a random state, stored as a hash, and is bound to its browser, person and service
 * (https://www.rfc-editor.org/rfc/rfc9700#section-4.7).
 */
export function createTransactions(options: TransactionsOptions): Transactions {
  const { storage, now, ttlMs, isRegistered } = options
  const { seal, open } = transactionSecrets(options.keyring)

  async function find(state: string) {
    await storage.ready()
    return storage.db
      .selectFrom('transactions')
      .selectAll()
      .where('state_hash', '=', hashSecret(state))
      .executeTakeFirst()
  }

  /** Returns why the transaction in a row cannot be finished, or null when it can. */
  async function refusalOf(
    row: Awaited<ReturnType<typeof find>>,
    evidence: Evidence,
  ): Promise<TransactionRefusal | null> {
    const refusal = transactionRefusal(row, evidence, now())
    if (refusal || !row) return refusal
    return (await isRegistered(row.redirect_uri, evidence.person)) ? null : 'redirect_uri_deleted'
  }

  return {
    async begin(
      { person, service, redirectUri, clientState, attemptId, secrets },
      db = storage.db,
    ) {
      await storage.ready()
      const state = randomSecret()
      const browserSecret = randomSecret()
      const id = newId('txn')
      const createdAt = now()
      await db
        .insertInto('transactions')
        .values({
          id,
          state_hash: hashSecret(state),
          browser_hash: hashSecret(browserSecret),
          account_id: person.accountId,
          environment: person.environment,
          person: person.id,
          service,
          redirect_uri: redirectUri,
          secrets: seal({ id, account_id: person.accountId, service }, { ...secrets, clientState }),
          created_at: createdAt,
          expires_at: createdAt + ttlMs,
          attempt_id: attemptId,
        })
        .execute()
      return { state, browserSecret }
    },
    async findAttempt(state) {
      const row = await find(state)
      return row ? attemptIn(row) : null
    },
    async findRefusal(evidence) {
      return refusalOf(await find(evidence.state), evidence)
    },
    async consume(evidence, makeNextUrl) {
      const row = await find(evidence.state)
      const refusal = await refusalOf(row, evidence)
      if (refusal) return { refusal }
      if (!row) return { refusal: 'state_unknown' }
      const { codeVerifier, providerRedirectUri, clientState } = open(row)
      const { id, redirect_uri: redirectUri } = row
      const transaction = {
        id,
        service: evidence.service,
        redirectUri,
        clientState,
        codeVerifier,
        providerRedirectUri,
        attempt: attemptIn(row),
      }
      return storage.db.transaction().execute(async (db) => {
        const consumedAt = now()
        const consumed = await db
          .updateTable('transactions')
          .set({ consumed_at: consumedAt })
          .where('id', '=', id)
          .where('consumed_at', 'is', null)
          .where('expires_at', '>', consumedAt)
          .executeTakeFirst()
        if (consumed.numUpdatedRows !== 1n) return { refusal: 'finished' }
        const nextUrl = await makeNextUrl(transaction, db)
        await db
          .updateTable('transactions')
          .set({ secrets: seal(row, { providerRedirectUri, ledTo: nextUrl }) })
          .where('id', '=', id)
          .execute()
        return { id, nextUrl }
      })
    },
    async findNextUrl(evidence) {
      const row = await find(evidence.state)
      if (!row || row.service !== evidence.service || row.consumed_at === null) return null
      if (bindingRefusal(row, evidence, now())) return null
      const mayReturn = await isRegistered(row.redirect_uri, evidence.person)
      return mayReturn ? (open(row).ledTo ?? null) : null
    },
  }
}
