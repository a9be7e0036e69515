import type { Selectable } from 'kysely'
import { type Environment, environmentSchema } from '@/lib/contract/api/role'
import { type Service, services } from '@/lib/contract/services/catalogue'
import type { Database } from '@/lib/storage/database'
import type { IntegrationsTable } from '@/lib/storage/integration-tables'
import type { RevocationsTable } from '@/lib/storage/tables'
import { claimRow, postponeRow } from '../../core/claims'
import type { PlatformContext } from '../../core/context'
import type { KnownServiceAndEnvironment } from '../../core/known-service-and-environment'
import { newId } from '../../core/new-id'
import type { Backlog } from '../../core/queue'
import { type Grant, sealGrant } from '../vault/vault'

/**
 * The time reserved for asking a provider once. It is longer than a refresh and two other calls take together, so
 * that the provider is not asked a second time while the first call is running.
 */
const maxTryMs = 3 * 60_000
const environments = environmentSchema.options

export interface RevocationInput {
  accountId: string
  environment: Environment
  service: Service
  /** Absent when the grant was never stored in an integration. */
  integrationId?: string | undefined
  grant: Grant
  /** The lease of a refresh that may be running. The grant is not revoked before the lease has ended. */
  lease?: Pick<Selectable<IntegrationsTable>, 'refresh_owner' | 'refresh_until'>
}

/** The input for a grant whose service this version may not know. The grant then waits for a newer version. */
export type QueuedInput = Omit<RevocationInput, keyof KnownServiceAndEnvironment> &
  Record<keyof KnownServiceAndEnvironment, string>

export type QueuedRevocation = Selectable<RevocationsTable>
export type RevocationQueue = ReturnType<typeof createRevocationQueue>

/** Creates the queue of the grants that have to be revoked. The queued grants are sealed like every credential. */
export function createRevocationQueue({
  storage,
  keyring,
  now,
}: Pick<PlatformContext, 'storage' | 'keyring' | 'now'>) {
  const updateRevocations = storage.db.updateTable('revocations')

  return {
    /** Adds a grant and returns the id of its revocation. */
    async add(db: Database, input: QueuedInput): Promise<string> {
      const { accountId, environment, service, integrationId, grant, lease } = input
      const id = lease?.refresh_owner ?? newId('rev')
      const identity = { id, account_id: accountId, environment, service }
      await db
        .insertInto('revocations')
        .values({
          ...identity,
          integration_id: integrationId ?? null,
          credential: sealGrant(keyring, grant, identity),
          created_at: now(),
          attempts: 0,
          next_at: Math.max(now(), lease?.refresh_until ?? 0),
        })
        .execute()
      return id
    },
    /**
     * Puts the refreshed grant into the revocation that waits for the end of the refresh. Returns `false` when no
     * revocation waits for that refresh.
     */
    async replaceWaitingGrant(leaseId: string, grant: Grant): Promise<boolean> {
      const waiting = await storage.db
        .selectFrom('revocations')
        .selectAll()
        .where('id', '=', leaseId)
        .executeTakeFirst()
      if (!waiting) return false
      const { numUpdatedRows } = await updateRevocations
        .set({ credential: sealGrant(keyring, grant, waiting), next_at: now() })
        .where('id', '=', leaseId)
        .where('attempts', '=', 0)
        .executeTakeFirst()
      return numUpdatedRows === 1n
    },
    /**
     * Reserves a due revocation, so that no other process asks the provider at the same time, and returns the
     * revocation. Returns `undefined` when the revocation is not due, when another process has reserved it, and
     * when this version does not know its service or environment.
     */
    async reserve(id: string): Promise<QueuedRevocation | undefined> {
      const row = await storage.db
        .selectFrom('revocations')
        .selectAll()
        .where('id', '=', id)
        .where('next_at', '<=', now())
        .where('service', 'in', services)
        .where('environment', 'in', environments)
        .executeTakeFirst()
      if (!row) return undefined
      const isClaimed = await claimRow(storage.db, 'revocations', row, now() + maxTryMs)
      return isClaimed ? row : undefined
    },
    /** Stores the renewed credential of a revocation. */
    async replaceGrant(row: QueuedRevocation, renewed: Grant): Promise<void> {
      const credential = sealGrant(keyring, renewed, row)
      await updateRevocations.set({ credential }).where('id', '=', row.id).execute()
    },
    /** Lets a reserved revocation wait, unless another process has reserved it since. */
    async postpone(row: QueuedRevocation, waitMs: number): Promise<void> {
      await postponeRow(storage.db, 'revocations', row, now() + waitMs)
    },
    async remove(row: QueuedRevocation): Promise<void> {
      await storage.db.deleteFrom('revocations').where('id', '=', row.id).execute()
    },
    /**
     * Returns the backlog, without the revocations of a service or environment that this version
     * does not know.
     */
    async readBacklog(): Promise<Backlog> {
      return storage.db
        .selectFrom('revocations')
        .select(({ fn }) => [
          fn.countAll<number>().as('length'),
          fn.min<number | null>('next_at').as('oldestDueAt'),
        ])
        .where('next_at', '<=', now())
        .where('service', 'in', services)
        .where('environment', 'in', environments)
        .executeTakeFirstOrThrow()
    },
    /** Returns the ids of due revocations, a hundred at most. */
    async listDueIds(): Promise<string[]> {
      const rows = await storage.db
        .selectFrom('revocations')
        .select('id')
        .where('next_at', '<=', now())
        .where('service', 'in', services)
        .where('environment', 'in', environments)
        .orderBy('next_at')
        .limit(100)
        .execute()
      return rows.map(({ id }) => id)
    },
    /** Returns the due revocations of a service or environment that this version does not know, a hundred at most. */
    async listUnknownDue(): Promise<Pick<QueuedRevocation, 'id' | 'service' | 'account_id'>[]> {
      return storage.db
        .selectFrom('revocations')
        .select(['id', 'service', 'account_id'])
        .where('next_at', '<=', now())
        .where((expression) =>
          expression.or([
            expression('service', 'not in', services),
            expression('environment', 'not in', environments),
          ]),
        )
        .limit(100)
        .execute()
    },
  }
}
