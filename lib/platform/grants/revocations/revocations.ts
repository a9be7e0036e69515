import { traceOf } from '@/lib/http/log'
import { within } from '@/lib/http/within'
import type { Database } from '@/lib/storage/database'
import { createRowIsolation } from '../../core/row-isolation'
import { providers } from '../../providers'
import { ProviderError } from '../../providers/provider-error'
import type { GrantsContext } from '../grants-context'
import { createRevocationQueue, type QueuedInput, type RevocationInput } from './revocation-queue'
import { revokeGrant } from './revoke-grant'
import { revocationFailureOf, revokeQueued } from './revoke-queued'

/**
 * The time limit of one round, so that a provider that never answers does not keep the other background work
 * waiting.
 */
const longestRoundMs = 60_000
/** A request waits this long for a revocation, which then continues in the background. */
const longestWaitMs = 3000

export interface Revocations {
  /**
   * Queues a grant to be revoked and returns the id of the revocation. Call this in the transaction
   * that removes the grant from its row.
   */
  queueRevocation: (db: Database, input: QueuedInput) => Promise<string>
  /**
   * Asks the provider once to revoke a queued grant, unless that is already being done, and waits three seconds
   * for the answer. A failed attempt is repeated later. Never throws.
   */
  revokeQueued: (id: string) => Promise<void>
  /**
   * Queues a grant and asks the provider once to revoke it. When the grant cannot be queued, the provider is
   * asked without the queue, and an operator alarm is raised if that fails too. Never throws.
   *
   * @param shared whether other integrations use the grant. It matters only when the grant cannot be queued.
   *   Without it, a grant counts as shared if the provider can revoke its token alone
   */
  revoke: (input: RevocationInput, shared?: boolean) => Promise<void>
  /**
   * Revokes a credential that was refreshed too late to be stored. If the earlier credential waits in the queue
   * for this refresh, the new one replaces it there.
   */
  revokeLateRefresh: (refreshOwner: string, input: RevocationInput) => Promise<void>
  /** Asks the providers to revoke the due grants, for a minute at most. The rest stays due. */
  revokeDue: () => Promise<void>
}

/**
 * Creates the functions that revoke grants that no integration needs any more. The grants stay queued until they
 * are revoked.
 */
export function createRevocations(context: GrantsContext): Revocations {
  const { storage, log, lateWork, now } = context
  const queue = createRevocationQueue(context)
  const rows = createRowIsolation(log)
  const revokeNow = (id: string) => revokeQueued(context, { queue, rows }, id)

  async function revokeNowOrLater(id: string): Promise<void> {
    const attempt = revokeNow(id).catch((error) => {
      log.error({ revocation: id, ...traceOf(error) }, 'a revocation could not be written down')
    })
    lateWork.add(attempt)
    await within(attempt, longestWaitMs, undefined)
  }

  async function revokeUnqueued(input: RevocationInput, shared: boolean): Promise<void> {
    try {
      await revokeGrant(context, { ...input, shared, keep: async () => {} })
    } catch (error) {
      const known = error instanceof ProviderError ? error.fields : { service: input.service }
      const fields = { ...known, account: input.accountId, reason: revocationFailureOf(error) }
      log.error(fields, 'operator alarm: a grant was left behind at its provider')
    }
  }

  async function revoke(
    input: RevocationInput,
    shared = providers[input.service].revokeTokenOnly !== undefined,
  ): Promise<void> {
    let id: string
    try {
      id = await queue.add(storage.db, input)
    } catch {
      return revokeUnqueued(input, shared)
    }
    await revokeNowOrLater(id)
  }

  return {
    queueRevocation: queue.add,
    revokeQueued: revokeNowOrLater,
    revoke,
    async revokeLateRefresh(refreshOwner, input) {
      const replaced = await queue.replaceWaiting(refreshOwner, input.grant).catch(() => false)
      await (replaced ? revokeNowOrLater(refreshOwner) : revoke(input))
    },
    async revokeDue() {
      const end = now() + longestRoundMs
      for (const id of await queue.due()) {
        if (now() < end) await rows.workOn(id, () => revokeNow(id))
      }
      for (const { id, service, account_id: account } of await queue.unknownDue()) {
        const message = 'a grant to revoke is of a service that this version does not know'
        rows.alarmOnce(id, { service, account }, message)
      }
    },
  }
}
