import 'server-only'
import type { Selectable } from 'kysely'
import { isService, type Service } from '@/lib/contract/services/catalogue'
import type { AttemptsTable } from '@/lib/storage/dashboard-tables'
import { type Outcome, readOutcome } from './attempt-outcome'

/**
 * `pending` until its code is posted, `completing` while it is, `deciding` while a person has to choose
 * between two accounts, then `finished` with an outcome.
 */
export type AttemptStatus = 'pending' | 'completing' | 'deciding' | 'finished'

export interface Attempt {
  id: string
  secretHash: string
  personId: string
  service: Service
  /** The id of the integration to reconnect, or null when a new one is to be connected. */
  reconnects: string | null
  /** Whether no other account than the one that the integration has may be connected. */
  onlyExpected: boolean
  /** The id of the reconnect link with which the person came, or null. Such an attempt is also `onlyExpected`. */
  reconnectLink: string | null
  /** The path of the page on which the person clicked. */
  returnTo: string
  createdAt: number
  isExpired: boolean
  status: AttemptStatus
  outcome: Outcome | null
}

const statuses: readonly AttemptStatus[] = ['pending', 'completing', 'deciding', 'finished']

/** The columns that `attemptOf` reads. */
export const attemptColumns = [
  'id',
  'secret_hash',
  'person',
  'service',
  'reconnects',
  'return_to',
  'created_at',
  'expires_at',
  'status',
  'outcome',
  'only_expected',
  'reconnect_link',
] as const

type Row = Pick<Selectable<AttemptsTable>, (typeof attemptColumns)[number]>

/**
 * Returns the attempt in a row, or null when a newer version of this program wrote a service or status that this
 * version does not know.
 */
export function attemptOf(row: Row, now: number): Attempt | null {
  const status = statuses.find((candidate) => candidate === row.status)
  if (!status || !isService(row.service)) return null
  return {
    id: row.id,
    secretHash: row.secret_hash,
    personId: row.person,
    service: row.service,
    reconnects: row.reconnects,
    onlyExpected: row.only_expected === 1,
    reconnectLink: row.reconnect_link,
    returnTo: row.return_to,
    createdAt: row.created_at,
    isExpired: row.expires_at <= now,
    status,
    outcome: row.outcome === null ? null : readOutcome(row.outcome),
  }
}
