import type { Selectable } from 'kysely'
import { z } from 'zod'
import { type Service, services } from '@/lib/contract/catalogue'
import { type Environment, environmentSchema } from '@/lib/contract/role'
import type { Database } from '@/lib/storage/database'
import type { RevocationsTable } from '@/lib/storage/tables'
import type { PlatformContext } from './context'
import { endGrant, type GrantEnd } from './end-grant'
import { recordEvent } from './events'
import { newId } from './new-id'
import { providers } from './providers'
import { ProviderError } from './providers/provider-error'
import { type Grant, openGrant, sealGrant } from './vault'
import { within } from './within'

const firstRetryMs = 30_000
const longestRetryMs = 60 * 60_000
/** After that the credential is wiped; the person can still end the grant at the provider. */
const giveUpAfterMs = 7 * 24 * 60 * 60_000
/** How long a request waits for a provider's revocation, which goes on behind the answer. */
const patienceMs = 3000

export interface RevocationInput {
  accountId: string
  environment: Environment
  service: Service
  /** Absent when no integration was ever made from the grant. */
  integrationId?: string | undefined
  grant: Grant
}

export interface Revocations {
  /** Queues a grant to be ended at its provider; part of the transaction that lets go of it. */
  enqueue: (db: Database, input: RevocationInput) => Promise<string>
  /**
   * Asks the provider once, unless somebody else is at it, and waits a moment for the answer. What
   * fails is tried again later. Never throws.
   */
  attemptSoon: (id: string) => Promise<void>
  /**
   * Queues and attempts. A grant that cannot even be queued is ended at once, at the least its token,
   * or reported.
   *
   * @param shared what was last known of others who live by it, should the store not tell any more
   */
  letGo: (input: RevocationInput, shared?: boolean) => Promise<void>
  /** Attempts what is due. */
  runDue: () => Promise<void>
}

type Row = Selectable<RevocationsTable>

const knownColumns = z.object({ service: z.enum(services), environment: environmentSchema })

function failureOf(error: unknown): string {
  return error instanceof ProviderError ? error.failure : 'unexpected'
}

/** The outbox of grants that nobody here needs any more. */
export function createRevocations(context: PlatformContext): Revocations {
  const { storage, keyring, log, now } = context

  /** At most one caller gets the row; it is due again only after this attempt must have ended. */
  async function claim(id: string): Promise<Row | undefined> {
    const row = await storage.db
      .selectFrom('revocations')
      .selectAll()
      .where('id', '=', id)
      .where('next_at', '<=', now())
      .executeTakeFirst()
    if (!row) return undefined
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(row.attempts, 12))
    const { numUpdatedRows } = await storage.db
      .updateTable('revocations')
      .set({ attempts: row.attempts + 1, next_at: now() + wait })
      .where('id', '=', id)
      .where('attempts', '=', row.attempts)
      .executeTakeFirst()
    return numUpdatedRows === 1n ? row : undefined
  }

  async function tell(
    row: Row,
    type: 'revoked_at_provider' | 'revocation_failed' | 'revocation_skipped',
    reason?: string,
  ) {
    if (row.integration_id === null) return
    const { account_id: accountId, integration_id: integrationId } = row
    await recordEvent(storage.db, { accountId, integrationId, at: now(), type, reason })
  }

  async function done(row: Row, end: GrantEnd): Promise<void> {
    await storage.db.deleteFrom('revocations').where('id', '=', row.id).execute()
    if (end === 'revoked') await tell(row, 'revoked_at_provider')
    else if (end !== 'untouched') await tell(row, 'revocation_skipped', end)
  }

  async function failed(row: Row, error: unknown): Promise<void> {
    const reason = failureOf(error)
    const givesUp = now() - row.created_at >= giveUpAfterMs
    const fields = { service: row.service, integration: row.integration_id, reason, givesUp }
    if (givesUp || reason === 'misconfigured' || reason === 'unexpected') {
      log.error(fields, 'operator alarm: a grant could not be revoked')
    } else {
      log.warn(fields, 'a grant could not be revoked yet')
    }
    if (row.attempts === 0) await tell(row, 'revocation_failed', reason)
    if (givesUp) await storage.db.deleteFrom('revocations').where('id', '=', row.id).execute()
  }

  async function keep(row: Row, renewed: Grant): Promise<void> {
    await storage.db
      .updateTable('revocations')
      .set({ credential: sealGrant(keyring, renewed, row) })
      .where('id', '=', row.id)
      .execute()
  }

  async function attempt(id: string): Promise<void> {
    const row = await claim(id)
    if (!row) return
    let end: GrantEnd
    try {
      const grant = openGrant(keyring, row.credential, row)
      end = await endGrant(context, {
        ...knownColumns.parse(row),
        grant,
        keep: (renewed) => keep(row, renewed),
      })
    } catch (error) {
      return failed(row, error)
    }
    await done(row, end)
  }

  async function attemptSoon(id: string): Promise<void> {
    const quietly = attempt(id).catch((error) => {
      log.error({ revocation: id, error: String(error) }, 'a revocation could not be written down')
    })
    await within(patienceMs, quietly)
  }

  async function enqueue(db: Database, input: RevocationInput): Promise<string> {
    const { accountId, environment, service, integrationId, grant } = input
    const home = { id: newId('rev'), account_id: accountId, environment, service }
    await db
      .insertInto('revocations')
      .values({
        ...home,
        integration_id: integrationId ?? null,
        credential: sealGrant(keyring, grant, home),
        created_at: now(),
        attempts: 0,
        next_at: now(),
      })
      .execute()
    return home.id
  }

  return {
    enqueue,
    attemptSoon,
    async letGo(input, shared = providers[input.service].revokeTokenOnly !== undefined) {
      let id: string
      try {
        id = await enqueue(storage.db, input)
      } catch {
        const { service, accountId } = input
        try {
          await endGrant(context, { ...input, shared, keep: async () => {} })
        } catch (error) {
          const fields = { service, account: accountId, reason: failureOf(error) }
          log.error(fields, 'operator alarm: a grant was left behind at its provider')
        }
        return
      }
      await attemptSoon(id)
    },
    async runDue() {
      const due = await storage.db
        .selectFrom('revocations')
        .select('id')
        .where('next_at', '<=', now())
        .orderBy('next_at')
        .limit(100)
        .execute()
      for (const { id } of due) await attempt(id)
    },
  }
}
