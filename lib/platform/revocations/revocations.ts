import { z } from 'zod'
import { services } from '@/lib/contract/catalogue'
import type { EventType } from '@/lib/contract/event'
import { environmentSchema } from '@/lib/contract/role'
import type { Database } from '@/lib/storage/database'
import type { PlatformContext } from '../context'
import { recordEvent } from '../events'
import { providers } from '../providers'
import { ProviderError } from '../providers/provider-error'
import { openGrant } from '../vault/vault'
import { within } from '../within'
import { endGrant, type GrantEnd } from './end-grant'
import {
  createRevocationQueue,
  type QueuedRevocation,
  type RevocationInput,
} from './revocation-queue'

const firstRetryMs = 30_000
const longestRetryMs = 60 * 60_000
/** After that the credential is wiped; the person can still end the grant at the provider. */
const giveUpAfterMs = 7 * 24 * 60 * 60_000
/** A provider that never answers must not keep the other background work waiting. */
const longestRoundMs = 60_000
/** How long a request waits for a provider's revocation, which goes on behind the answer. */
const patienceMs = 3000

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
  /**
   * Lets go of a credential that was refreshed too late to be kept: in the place of the older one
   * that waits for this refresh to end, if there is one.
   */
  supersede: (refreshOwner: string, input: RevocationInput) => Promise<void>
  /** Attempts what is due, for a minute at most; the rest is due next time. */
  runDue: () => Promise<void>
}

const knownColumns = z.object({ service: z.enum(services), environment: environmentSchema })

function failureOf(error: unknown): string {
  return error instanceof ProviderError ? error.failure : 'unexpected'
}

/** The outbox of grants that nobody here needs any more. */
export function createRevocations(context: PlatformContext): Revocations {
  const { storage, keyring, log, lateWork, now } = context
  const queue = createRevocationQueue(context)

  async function tell(
    row: QueuedRevocation,
    type: Extract<EventType, 'revoked_at_provider' | `revocation_${string}`>,
    reason?: string,
  ) {
    if (row.integration_id === null) return
    const { account_id: accountId, integration_id: integrationId } = row
    await recordEvent(storage.db, { accountId, integrationId, at: now(), type, reason })
  }

  async function done(row: QueuedRevocation, end: GrantEnd): Promise<void> {
    await queue.remove(row)
    if (end === 'revoked') await tell(row, 'revoked_at_provider')
    else if (end !== 'untouched') await tell(row, 'revocation_skipped', end)
  }

  async function failed(row: QueuedRevocation, error: unknown): Promise<void> {
    const reason = failureOf(error)
    const givesUp = now() - row.created_at >= giveUpAfterMs
    const fields = { service: row.service, integration: row.integration_id, reason, givesUp }
    if (givesUp || reason === 'misconfigured' || reason === 'unexpected') {
      log.error(fields, 'operator alarm: a grant could not be revoked')
    } else {
      log.warn(fields, 'a grant could not be revoked yet')
    }
    if (row.attempts === 0) await tell(row, 'revocation_failed', reason)
    if (givesUp) {
      await queue.remove(row)
      return tell(row, 'revocation_given_up')
    }
    const wait = Math.min(longestRetryMs, firstRetryMs * 2 ** Math.min(row.attempts, 12))
    const asked = error instanceof ProviderError ? (error.retryAfter ?? 0) * 1000 : 0
    await queue.postpone(row, Math.max(wait, asked))
  }

  async function attempt(id: string): Promise<void> {
    const row = await queue.claim(id)
    if (!row) return
    let end: GrantEnd
    try {
      const grant = openGrant(keyring, row.credential, row)
      const keep = (renewed: typeof grant) => queue.keep(row, renewed)
      end = await endGrant(context, { ...knownColumns.parse(row), grant, keep })
    } catch (error) {
      return failed(row, error)
    }
    await done(row, end)
  }

  async function attemptSoon(id: string): Promise<void> {
    const quietly = attempt(id).catch((error) => {
      log.error({ revocation: id, error: String(error) }, 'a revocation could not be written down')
    })
    lateWork.add(quietly)
    await within(patienceMs, quietly)
  }

  async function endAtOnce(input: RevocationInput, shared: boolean): Promise<void> {
    try {
      await endGrant(context, { ...input, shared, keep: async () => {} })
    } catch (error) {
      const fields = { service: input.service, account: input.accountId, reason: failureOf(error) }
      log.error(fields, 'operator alarm: a grant was left behind at its provider')
    }
  }

  async function letGo(
    input: RevocationInput,
    shared = providers[input.service].revokeTokenOnly !== undefined,
  ): Promise<void> {
    let id: string
    try {
      id = await queue.add(storage.db, input)
    } catch {
      return endAtOnce(input, shared)
    }
    await attemptSoon(id)
  }

  return {
    enqueue: queue.add,
    attemptSoon,
    letGo,
    async supersede(refreshOwner, input) {
      if (await queue.replaceWaiting(refreshOwner, input.grant)) await attemptSoon(refreshOwner)
      else await letGo(input)
    },
    async runDue() {
      const end = now() + longestRoundMs
      for (const id of await queue.due()) {
        if (now() < end) await attempt(id)
      }
    },
  }
}
