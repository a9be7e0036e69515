import { setTimeout as delay } from 'node:timers/promises'
import type { ExpressionBuilder } from 'kysely'
import { idempotencyHours } from '@/lib/contract/api/limits'
import { traceOf } from '@/lib/http/log'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { Tables } from '@/lib/storage/tables'
import type { Caller } from '../access/caller'
import { ApiProblem } from '../core/api-problem'
import type { PlatformContext } from '../core/context'
import { createRowIsolation } from '../core/row-isolation'

const recordLifetimeMs = idempotencyHours * 60 * 60_000
/** No request runs longer than this. An older record without an answer comes from a process that died. */
const maxRunMs = 2 * 60_000
const maxWaitMs = 15_000
const pollIntervalMs = 100

/** An answer of the API, as it is stored for an `Idempotency-Key`. */
export interface StoredAnswer {
  status: number
  body: string
}

export interface KeyedRequest {
  caller: Caller
  /** The value of `Idempotency-Key`. */
  key: string
  /**
   * The content of the request. The same key with other content is refused. Only a hash of the content is
   * stored.
   */
  content: string
}

export interface Idempotency {
  /**
   * Does the work once per account, environment and key within 24 hours. A later call with the same key gets
   * the answer of the first call, and waits for that answer while the work is still running. Throws
   * `idempotency_conflict` for the same key with other content, and when the first call has no answer in time.
   *
   * @param work throws when its result must not be kept; the key can then be used again
   * @param read reads an answer; when it throws for a stored one, as for an answer of a newer version, the call is
   *   refused and the operator gets an alarm
   */
  once: <Read>(
    request: KeyedRequest,
    work: () => Promise<StoredAnswer>,
    read: (answer: StoredAnswer) => Read,
  ) => Promise<{ answer: Read; replayed: boolean }>
  /** Deletes records that are older than 24 hours. */
  sweep: () => Promise<void>
}

function keyColumns({ caller, key }: KeyedRequest) {
  return {
    account_id: caller.accountId,
    environment: caller.environment,
    key_hash: hashSecret(key),
  }
}

function conflictProblem(detail: string): ApiProblem {
  return new ApiProblem('idempotency_conflict', detail)
}

export function createIdempotency({
  storage: { db },
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'log' | 'now'>): Idempotency {
  const isolation = createRowIsolation(log)
  const matchesKey =
    (request: KeyedRequest) => (builder: ExpressionBuilder<Tables, 'idempotency_keys'>) =>
      builder.and(keyColumns(request))

  /** Stores a record without an answer for the key. Returns false when there is a record already. */
  async function claim(request: KeyedRequest): Promise<boolean> {
    const inserted = await db
      .insertInto('idempotency_keys')
      .values({
        ...keyColumns(request),
        fingerprint: hashSecret(request.content),
        created_at: now(),
      })
      .onConflict((conflict) =>
        conflict.columns(['account_id', 'environment', 'key_hash']).doNothing(),
      )
      .returning('key_hash')
      .executeTakeFirst()
    return inserted !== undefined
  }

  /**
   * Waits for the answer of the request that used the key first. Returns `null` when the record of that request
   * was deleted or is too old.
   */
  async function awaitAnswer(request: KeyedRequest): Promise<StoredAnswer | null> {
    for (let waitedMs = 0; waitedMs <= maxWaitMs; waitedMs += pollIntervalMs) {
      const record = await db
        .selectFrom('idempotency_keys')
        .select(['fingerprint', 'created_at', 'status', 'body'])
        .where(matchesKey(request))
        .executeTakeFirst()
      if (!record || record.created_at <= now() - recordLifetimeMs) return null
      if (record.fingerprint !== hashSecret(request.content)) {
        throw conflictProblem(
          'This Idempotency-Key was used for another request in the last 24 hours.',
        )
      }
      const { status, body } = record
      if (status !== null && body !== null) return { status, body }
      if (record.created_at <= now() - maxRunMs) break
      await delay(pollIntervalMs)
    }
    throw conflictProblem(
      'The first request with this Idempotency-Key has not answered. Read the list to see what it did.',
    )
  }

  function readStored<Read>(
    request: KeyedRequest,
    answer: StoredAnswer,
    read: (answer: StoredAnswer) => Read,
  ): Read {
    try {
      return read(answer)
    } catch {
      const { account_id: account, environment, key_hash } = keyColumns(request)
      const fields = { account, environment, key_hash }
      const rowId = Object.values(fields).join(' ')
      isolation.alarmOnce(rowId, fields, 'the stored answer to an Idempotency-Key cannot be read')
      throw conflictProblem(
        'The answer to the first request with this Idempotency-Key cannot be read. Read the list to see what it did.',
      )
    }
  }

  const deleteRecord = (request: KeyedRequest) =>
    db.deleteFrom('idempotency_keys').where(matchesKey(request)).execute()

  /**
   * Waits for a write to the store, and logs an error of the write instead of throwing it, because the work itself
   * is done. Later calls with the key are then refused with the advice to read the list.
   */
  async function logFailure(write: Promise<unknown>): Promise<void> {
    try {
      await write
    } catch (error) {
      log.error(traceOf(error), 'an answer could not be kept for its Idempotency-Key')
    }
  }

  async function sweep(): Promise<void> {
    await db
      .deleteFrom('idempotency_keys')
      .where('created_at', '<=', now() - recordLifetimeMs)
      .execute()
  }

  return {
    sweep,
    async once(request, work, read) {
      while (!(await claim(request))) {
        const answer = await awaitAnswer(request)
        if (answer) return { answer: readStored(request, answer, read), replayed: true }
        await sweep()
      }
      let answer: StoredAnswer
      try {
        answer = await work()
      } catch (error) {
        await logFailure(deleteRecord(request))
        throw error
      }
      await logFailure(
        db.updateTable('idempotency_keys').set(answer).where(matchesKey(request)).execute(),
      )
      return { answer: read(answer), replayed: false }
    },
  }
}
