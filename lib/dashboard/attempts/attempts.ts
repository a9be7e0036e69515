import 'server-only'
import type { Updateable } from 'kysely'
import { typeid } from 'typeid-js'
import type { Log } from '@/lib/http/log'
import type { AttemptsTable } from '@/lib/storage/dashboard-tables'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'
import { rowIdentity } from '@/lib/storage/row-identity'
import { hashSecret, randomSecret } from '@/lib/storage/secret-hash'
import { type Attempt, type AttemptStatus, attemptColumns, attemptOf } from './attempt'
import type { Outcome } from './attempt-outcome'

export interface Attempts {
  /** Creates an attempt. `secret` belongs in the browser's cookie, `state` in the connect URL. */
  begin: (
    attempt: Pick<Attempt, 'personId' | 'service' | 'reconnects' | 'returnTo'> &
      Partial<Pick<Attempt, 'reconnectLink'>> & {
        /** Null when Miteos does not tell the account. */
        accountId: string | null
      },
  ) => Promise<{ id: string; secret: string; state: string }>
  find: (id: string) => Promise<Attempt | null>
  /** Finds an attempt of this account only, whoever of its people began it. */
  findOfAccount: (accountId: string, id: string) => Promise<Attempt | null>
  findByState: (state: string) => Promise<Attempt | null>
  /** Returns those of the given attempts that still wait for their code and have not expired, newest first. */
  findPending: (ids: readonly string[]) => Promise<Attempt[]>
  /**
   * Changes the status of the attempt from `from` to `completing`. Returns `true` to exactly one of
   * several requests that try this at the same time, and `false` to the others.
   */
  claim: (id: string, from: 'pending' | 'deciding') => Promise<boolean>
  finish: (id: string, outcome: Outcome) => Promise<void>
  /**
   * Records an outcome for an attempt that is still `completing` because the request that posts its code stopped.
   * An attempt that has a result keeps its result.
   */
  giveUp: (id: string, outcome: Outcome) => Promise<void>
  /** Stores the code, sealed, until the person has chosen between two accounts. */
  awaitChoice: (id: string, outcome: Outcome, code: string) => Promise<void>
  /**
   * Returns the code that awaits a choice, or null when there is none. For a code that cannot be
   * opened, logs an operator alarm and returns null.
   */
  codeAwaitingChoice: (id: string) => Promise<string | null>
}

interface Parts {
  storage: Storage
  keyring: Keyring
  log: Log
  now: () => number
  ttlMs: number
}

const keptAfterExpiryMs = 24 * 60 * 60_000

export function createAttempts({ storage, keyring, log, now, ttlMs }: Parts): Attempts {
  const { db, ready } = storage

  const selectAttempts = () => db.selectFrom('attempts').select(attemptColumns)

  async function readAttempts(query: ReturnType<typeof selectAttempts>): Promise<Attempt[]> {
    await ready()
    const rows = await query.execute()
    return rows.flatMap((row) => attemptOf(row, now()) ?? [])
  }

  const readAttempt = async (query: ReturnType<typeof selectAttempts>) =>
    (await readAttempts(query))[0] ?? null

  async function deleteOldAttempts() {
    await db
      .deleteFrom('attempts')
      .where('expires_at', '<', now() - keptAfterExpiryMs)
      .execute()
  }

  /** Changes an attempt that has one of the statuses `from`. Returns whether there was such an attempt. */
  async function changeIfStatus(
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

  const finishedColumns = (outcome: Outcome) => ({
    status: 'finished',
    outcome: JSON.stringify(outcome),
    code: null,
  })

  return {
    find: (id) => readAttempt(selectAttempts().where('id', '=', id)),
    findOfAccount: (accountId, id) =>
      readAttempt(selectAttempts().where('id', '=', id).where('account_id', '=', accountId)),
    findByState: (state) =>
      readAttempt(selectAttempts().where('state_hash', '=', hashSecret(state))),
    async findPending(ids) {
      if (ids.length === 0) return []
      const pending = selectAttempts().where('id', 'in', ids).where('status', '=', 'pending')
      return readAttempts(pending.where('expires_at', '>', now()).orderBy('created_at', 'desc'))
    },
    async begin({ accountId, personId, service, reconnects, reconnectLink = null, returnTo }) {
      await ready()
      await deleteOldAttempts()
      const id = typeid('att').toString()
      const secret = randomSecret()
      const state = randomSecret()
      await db
        .insertInto('attempts')
        .values({
          id,
          secret_hash: hashSecret(secret),
          state_hash: hashSecret(state),
          person: personId,
          service,
          reconnects,
          only_expected: reconnectLink === null ? null : 1,
          reconnect_link: reconnectLink,
          return_to: returnTo,
          created_at: now(),
          expires_at: now() + ttlMs,
          status: 'pending',
          account_id: accountId,
        })
        .execute()
      return { id, secret, state }
    },
    claim: (id, from) => changeIfStatus(id, [from], { status: 'completing' }),
    async finish(id, outcome) {
      await changeIfStatus(id, ['completing', 'finished'], finishedColumns(outcome))
    },
    async giveUp(id, outcome) {
      await changeIfStatus(id, ['completing'], finishedColumns(outcome))
    },
    async awaitChoice(id, outcome, code) {
      await changeIfStatus(id, ['completing', 'finished'], {
        status: 'deciding',
        outcome: JSON.stringify(outcome),
        code: keyring.seal(code, rowIdentity.attemptCode(id)),
      })
    },
    async codeAwaitingChoice(id) {
      await ready()
      const row = await db
        .selectFrom('attempts')
        .select('code')
        .where('id', '=', id)
        .executeTakeFirst()
      if (!row?.code) return null
      try {
        return keyring.open(row.code, rowIdentity.attemptCode(id))
      } catch {
        log.error({ attempt: id }, 'operator alarm: a code that awaits a choice does not open')
        return null
      }
    },
  }
}
