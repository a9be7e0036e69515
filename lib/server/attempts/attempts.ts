import 'server-only'
import type { Selectable, Updateable } from 'kysely'
import { typeid } from 'typeid-js'
import { isService, type Service } from '@/lib/contract/catalogue'
import type { AttemptsTable } from '@/lib/storage/dashboard-tables'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import { type Outcome, outcomeSchema } from './attempt-outcome'

/**
 * `pending` until its code is posted, `completing` while it is, `deciding` while a person has to choose
 * between two accounts, then `finished` with an outcome.
 */
export type AttemptStatus = 'pending' | 'completing' | 'deciding' | 'finished'

export interface Attempt {
  id: string
  secretHash: string
  person: string
  service: Service
  reconnects: string | null
  returnTo: string
  createdAt: number
  isExpired: boolean
  status: AttemptStatus
  outcome: Outcome | null
}

export interface Attempts {
  /** A new attempt. `secret` belongs into this browser's cookie, `state` into the connect URL. */
  begin: (
    attempt: Pick<Attempt, 'person' | 'service' | 'reconnects' | 'returnTo'>,
  ) => Promise<{ id: string; secret: string; state: string }>
  find: (id: string) => Promise<Attempt | null>
  findByState: (state: string) => Promise<Attempt | null>
  /** The newest that still waits for its code, among these. */
  findPending: (ids: readonly string[]) => Promise<Attempt[]>
  /** Of any number of callers exactly one gets `true`, and only from the status it expected. */
  claim: (id: string, from: 'pending' | 'deciding') => Promise<boolean>
  finish: (id: string, outcome: Outcome) => Promise<void>
  /** Ends a claimed attempt whose owner is gone; one that has a result keeps it. */
  giveUp: (id: string, outcome: Outcome) => Promise<void>
  /** Keeps the code sealed until the person has chosen. */
  hold: (id: string, outcome: Outcome, code: string) => Promise<void>
  heldCode: (id: string) => Promise<string | null>
}

interface Parts {
  storage: Storage
  keyring: Keyring
  now: () => number
  ttl: number
}

const kept = 24 * 60 * 60_000
const statuses: readonly AttemptStatus[] = ['pending', 'completing', 'deciding', 'finished']

const columns = [
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
] as const

type Row = Pick<Selectable<AttemptsTable>, (typeof columns)[number]>

function attemptOf(row: Row, now: number): Attempt | null {
  const status = statuses.find((known) => known === row.status)
  if (!status || !isService(row.service)) return null
  return {
    id: row.id,
    secretHash: row.secret_hash,
    person: row.person,
    service: row.service,
    reconnects: row.reconnects,
    returnTo: row.return_to,
    createdAt: row.created_at,
    isExpired: row.expires_at <= now,
    status,
    outcome: row.outcome === null ? null : outcomeSchema.parse(JSON.parse(row.outcome)),
  }
}

export function createAttempts({ storage, keyring, now, ttl }: Parts): Attempts {
  const { db, ready } = storage

  async function findOne(column: 'id' | 'state_hash', value: string): Promise<Attempt | null> {
    await ready()
    const row = await db
      .selectFrom('attempts')
      .select(columns)
      .where(column, '=', value)
      .executeTakeFirst()
    return row ? attemptOf(row, now()) : null
  }

  async function move(
    id: string,
    from: readonly AttemptStatus[],
    change: Updateable<AttemptsTable>,
  ): Promise<boolean> {
    await ready()
    const { numUpdatedRows } = await db
      .updateTable('attempts')
      .set(change)
      .where('id', '=', id)
      .where('status', 'in', from)
      .executeTakeFirst()
    return numUpdatedRows === 1n
  }

  const finished = (outcome: Outcome) => ({
    status: 'finished',
    outcome: JSON.stringify(outcome),
    code: null,
  })

  return {
    find: (id) => findOne('id', id),
    findByState: (state) => findOne('state_hash', hashSecret(state)),
    async begin({ person, service, reconnects, returnTo }) {
      await ready()
      await db
        .deleteFrom('attempts')
        .where('expires_at', '<', now() - kept)
        .execute()
      const id = typeid('att').toString()
      const secret = randomSecret()
      const state = randomSecret()
      await db
        .insertInto('attempts')
        .values({
          id,
          secret_hash: hashSecret(secret),
          state_hash: hashSecret(state),
          person,
          service,
          reconnects,
          return_to: returnTo,
          created_at: now(),
          expires_at: now() + ttl,
          status: 'pending',
        })
        .execute()
      return { id, secret, state }
    },
    async findPending(ids) {
      if (ids.length === 0) return []
      await ready()
      const rows = await db
        .selectFrom('attempts')
        .select(columns)
        .where('id', 'in', ids)
        .where('status', '=', 'pending')
        .where('expires_at', '>', now())
        .orderBy('created_at', 'desc')
        .execute()
      return rows.flatMap((row) => attemptOf(row, now()) ?? [])
    },
    claim: (id, from) => move(id, [from], { status: 'completing' }),
    async finish(id, outcome) {
      await move(id, ['completing', 'finished'], finished(outcome))
    },
    async giveUp(id, outcome) {
      await move(id, ['completing'], finished(outcome))
    },
    async hold(id, outcome, code) {
      await move(id, ['completing', 'finished'], {
        status: 'deciding',
        outcome: JSON.stringify(outcome),
        code: keyring.seal(code, rowIdentity.attemptCode(id)),
      })
    },
    async heldCode(id) {
      await ready()
      const row = await db
        .selectFrom('attempts')
        .select('code')
        .where('id', '=', id)
        .executeTakeFirst()
      return row?.code ? keyring.open(row.code, rowIdentity.attemptCode(id)) : null
    },
  }
}
