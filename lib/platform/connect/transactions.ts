import { z } from 'zod'
import type { Service } from '@/lib/contract/catalogue'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import type { Person } from '../access/person'
import { newId } from '../new-id'

const secretsSchema = z.object({
  codeVerifier: z.string().optional(),
  /** Ours, as the provider sees it. */
  providerRedirectUri: z.string(),
})
type Secrets = z.infer<typeof secretsSchema>
/** A client's state is a secret of its own: it proves to the client whose answer comes back. */
const sealedSchema = secretsSchema.extend({ clientState: z.string().optional() })

export interface Beginning {
  person: Person
  service: Service
  /** Where the person goes in the end. */
  redirectUri: string
  clientState: string | undefined
  secrets: Secrets
}

/** What a callback brings along to prove that it belongs to a transaction. */
export interface Evidence {
  state: string
  browserSecret: string | undefined
  person: Person
  service: Service
}

/** Only `consume` makes one: whoever holds it has passed every check, and nobody else will. */
export interface ConsumedTransaction extends Secrets {
  id: string
  service: Service
  redirectUri: string
  clientState: string | undefined
}

export type TransactionRefusal =
  | 'state_unknown'
  | 'other_service'
  | 'finished'
  | 'expired'
  | 'other_browser'
  | 'other_person'

export interface Transactions {
  begin: (beginning: Beginning) => Promise<{ state: string; browserSecret: string }>
  /** Why `consume` would refuse now, or `null`; has no effect. */
  refusal: (evidence: Evidence) => Promise<TransactionRefusal | null>
  /** Of any number of calls for one state at most one ever succeeds; a refused one spends nothing. */
  consume: (evidence: Evidence) => Promise<ConsumedTransaction | { refusal: TransactionRefusal }>
}

interface TransactionsOptions {
  storage: Storage
  keyring: Keyring
  now: () => number
  /** How long a person may take at the provider, in milliseconds. */
  ttl: number
}

/**
 * The platform's record of one way through a provider: a random state, kept as a hash, bound to the
 * browser, the person and the service it began with
 * (https://www.rfc-editor.org/rfc/rfc9700#section-4.7).
 */
export function createTransactions(options: TransactionsOptions): Transactions {
  const { storage, keyring, now, ttl } = options

  async function find(state: string) {
    await storage.ready()
    return storage.db
      .selectFrom('transactions')
      .selectAll()
      .where('state_hash', '=', hashSecret(state))
      .executeTakeFirst()
  }

  function refusalOf(
    row: Awaited<ReturnType<typeof find>>,
    { service, browserSecret, person }: Evidence,
  ): TransactionRefusal | null {
    if (!row) return 'state_unknown'
    if (row.service !== service) return 'other_service'
    if (row.consumed_at !== null) return 'finished'
    if (row.expires_at <= now()) return 'expired'
    if (!browserSecret || row.browser_hash !== hashSecret(browserSecret)) return 'other_browser'
    const samePerson =
      row.person === person.id &&
      row.account_id === person.accountId &&
      row.environment === person.environment
    return samePerson ? null : 'other_person'
  }

  return {
    async begin({ person, service, redirectUri, clientState, secrets }) {
      await storage.ready()
      const state = randomSecret()
      const browserSecret = randomSecret()
      const id = newId('txn')
      const createdAt = now()
      await storage.db
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
          secrets: keyring.seal(
            JSON.stringify({ ...secrets, clientState }),
            rowIdentity.transactionSecrets({
              id,
              account_id: person.accountId,
              service,
            }),
          ),
          created_at: createdAt,
          expires_at: createdAt + ttl,
        })
        .execute()
      return { state, browserSecret }
    },
    async refusal(evidence) {
      return refusalOf(await find(evidence.state), evidence)
    },
    async consume(evidence) {
      const row = await find(evidence.state)
      const refusal = refusalOf(row, evidence)
      if (refusal) return { refusal }
      if (!row) return { refusal: 'state_unknown' }
      const consumedAt = now()
      const consumed = await storage.db
        .updateTable('transactions')
        .set({ consumed_at: consumedAt })
        .where('id', '=', row.id)
        .where('consumed_at', 'is', null)
        .where('expires_at', '>', consumedAt)
        .executeTakeFirst()
      if (consumed.numUpdatedRows !== 1n) return { refusal: 'finished' }
      const opened = keyring.open(row.secrets, rowIdentity.transactionSecrets(row))
      return {
        id: row.id,
        service: evidence.service,
        redirectUri: row.redirect_uri,
        clientState: undefined,
        ...sealedSchema.parse(JSON.parse(opened)),
      }
    },
  }
}
