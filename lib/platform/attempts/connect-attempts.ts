import type { AttemptOutcome, ConnectStep } from '@/lib/contract/api/connect-attempt'
import type { Service } from '@/lib/contract/services/catalogue'
import { traceOf } from '@/lib/http/log'
import { within } from '@/lib/http/within'
import type { Database } from '@/lib/storage/database'
import { inSavepoint } from '@/lib/storage/savepoint'
import type { Person } from '../access/person'
import type { PlatformContext } from '../core/context'
import { newId } from '../core/new-id'
import { servedRequestId } from '../core/request-log'
import { addReferences } from './attempt-references'
import { keptReason, type ReachedStep, writeSteps } from './attempt-steps'
import { lockAttempt, type OwnAttempt } from './own-attempt'

/** A record is deleted this long after its attempt began. */
const keptMs = 30 * 24 * 60 * 60_000

/** A request waits at most this long for a record that is not part of its own database transaction. */
const patienceMs = 1000

export interface NewConnectAttempt {
  person: Pick<Person, 'accountId' | 'environment' | 'actor'>
  /** The app that asked for the connection. `name` is null for the dashboard of Miteos itself. */
  app: { name: string | null }
  link: { service: Service; redirectUri: string; reference: string | undefined }
  /** The steps that are done, the first one first. */
  steps: readonly [ReachedStep, ...ReachedStep[]]
  /** The latest time for the next step, in milliseconds since 1970. */
  expiresAt: number
}

export interface ConnectProgress {
  steps: readonly ReachedStep[]
  /** The latest time for the next step, in milliseconds since 1970. Absent when that time does not change. */
  expiresAt?: number
  /** The id of the integration that was made or reconnected. With it, the attempt is `connected`. */
  integrationId?: string
}

export interface ConnectFailure {
  /** The steps that were reached before. */
  reached?: readonly ReachedStep[]
  /** The step at which the attempt ended. */
  step: ConnectStep
  outcome: Extract<AttemptOutcome, 'denied' | 'failed'>
  /** What happened, in the words that the person or the caller got. */
  reason: string
  /** The reference of the page that says so. */
  reference?: string
}

/**
 * Records connect attempts, for people who look for what went wrong. Each function works in the given database
 * transaction, or in one of its own. A failure inside a given transaction is logged and undone, and the transaction
 * goes on: no connection fails because it could not be recorded. Without a given transaction, the function rejects.
 * Nothing is recorded for an attempt that the owner does not have.
 */
export interface ConnectAttempts {
  /** Creates the record of an attempt. Returns its id, or null when it could not be recorded. */
  begin: (beginning: NewConnectAttempt, db?: Database) => Promise<string | null>
  /** Records the steps that were reached. An attempt that had failed continues; one that is connected does not change. */
  record: (attempt: OwnAttempt, progress: ConnectProgress, db?: Database) => Promise<unknown>
  /** Records where and why an attempt ended. An attempt that is connected stays connected. */
  fail: (attempt: OwnAttempt, failure: ConnectFailure, db?: Database) => Promise<unknown>
  /** Adds a reference by which the attempt can be found. Changes nothing else. */
  refer: (attempt: OwnAttempt, reference: string, db?: Database) => Promise<unknown>
  /**
   * Does work on records outside of any given database transaction. A failure is logged and not thrown. The
   * caller waits for a second at most, and the work then continues in the background.
   */
  aside: (work: () => Promise<unknown>) => Promise<void>
  /** Deletes the records of attempts that began more than 30 days ago. */
  sweep: () => Promise<void>
}

export function createConnectAttempts({
  storage,
  lateWork,
  log,
  now,
}: Pick<PlatformContext, 'storage' | 'lateWork' | 'log' | 'now'>): ConnectAttempts {
  function logFailure(error: unknown): null {
    log.error(traceOf(error), 'an attempt to connect could not be recorded')
    return null
  }

  async function inTransaction<Done>(
    given: Database | undefined,
    work: (db: Database) => Promise<Done>,
  ): Promise<Done | null> {
    if (given) return inSavepoint(given, work, logFailure)
    await storage.ready()
    return storage.db.transaction().execute(work)
  }

  return {
    begin: ({ person, app, link, steps, expiresAt }, given) =>
      inTransaction(given, async (db) => {
        const { accountId, environment, actor } = person
        const id = newId('att')
        await db
          .insertInto('connect_attempts')
          .values({
            id,
            account_id: accountId,
            environment,
            service: link.service,
            app_name: app.name,
            redirect_host: new URL(link.redirectUri).host,
            started_by: actor ? JSON.stringify(actor) : null,
            started_at: steps[0].at,
            expires_at: expiresAt,
            outcome: 'under_way',
          })
          .execute()
        await writeSteps(db, id, steps)
        const references = link.reference === undefined ? [] : [link.reference]
        const attempt = { id, accountId, environment }
        await addReferences(db, attempt, [servedRequestId(), ...references])
        return id
      }),
    record: (attempt, { steps, expiresAt, integrationId }, given) =>
      inTransaction(given, async (db) => {
        const found = await lockAttempt(db, attempt)
        if (!found || found.outcome === 'connected') return
        await writeSteps(db, attempt.id, steps)
        await db
          .updateTable('connect_attempts')
          .set({
            outcome: integrationId === undefined ? 'under_way' : 'connected',
            reason: null,
            ...(expiresAt !== undefined && { expires_at: expiresAt }),
            ...(integrationId !== undefined && { integration_id: integrationId }),
          })
          .where('id', '=', attempt.id)
          .execute()
        await addReferences(db, attempt, [servedRequestId()])
      }),
    fail: (attempt, { reached = [], step, outcome, reason, reference }, given) =>
      inTransaction(given, async (db) => {
        const found = await lockAttempt(db, attempt)
        if (!found) return
        const references = reference === undefined ? [] : [reference]
        await addReferences(db, attempt, [servedRequestId(), ...references])
        if (found.outcome === 'connected') return
        await writeSteps(db, attempt.id, [...reached, { step, at: now(), reason }])
        await db
          .updateTable('connect_attempts')
          .set({ outcome, reason: keptReason(reason) })
          .where('id', '=', attempt.id)
          .execute()
      }),
    refer: (attempt, reference, given) =>
      inTransaction(given, async (db) => {
        if (await lockAttempt(db, attempt)) await addReferences(db, attempt, [reference], 'refused')
      }),
    async aside(work) {
      const done = work().catch(logFailure)
      lateWork.add(done)
      await within(done, patienceMs, undefined)
    },
    async sweep() {
      await storage.ready()
      await storage.db
        .deleteFrom('connect_attempts')
        .where('started_at', '<', now() - keptMs)
        .execute()
    },
  }
}
