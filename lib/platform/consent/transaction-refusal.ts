import type { Selectable } from 'kysely'
import type { Service } from '@/lib/contract/services/catalogue'
import type { TransactionsTable } from '@/lib/storage/connect-tables'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { Person } from '../access/person'

/** The values with which a callback proves that it belongs to a transaction. */
export interface Evidence {
  state: string
  browserSecret: string | undefined
  person: Person
  service: Service
}

export type TransactionRefusal =
  | 'state_unknown'
  | 'other_service'
  | 'finished'
  | 'expired'
  | 'other_browser'
  | 'other_person'
  | 'redirect_uri_deleted'

/**
 * Returns why a transaction cannot be finished with this evidence, or `null` when it can.
 *
 * @param now milliseconds since 1970
 */
export function transactionRefusal(
  row: Selectable<TransactionsTable> | undefined,
  evidence: Evidence,
  now: number,
): TransactionRefusal | null {
  if (!row) return 'state_unknown'
  if (row.service !== evidence.service) return 'other_service'
  if (row.consumed_at !== null) return 'finished'
  return bindingRefusal(row, evidence, now)
}

/** Returns why a transaction cannot be finished by this browser and person now, or `null` when it can. */
export function bindingRefusal(
  row: Selectable<TransactionsTable>,
  { browserSecret, person }: Pick<Evidence, 'browserSecret' | 'person'>,
  now: number,
): TransactionRefusal | null {
  if (row.expires_at <= now) return 'expired'
  if (!browserSecret || row.browser_hash !== hashSecret(browserSecret)) return 'other_browser'
  const isSamePerson =
    row.person === person.id &&
    row.account_id === person.accountId &&
    row.environment === person.environment
  return isSamePerson ? null : 'other_person'
}
