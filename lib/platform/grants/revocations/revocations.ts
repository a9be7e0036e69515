import { traceOf } from '@/lib/http/log'
import { within } from '@/lib/http/within'
import type { Database } from '@/lib/storage/database'
import type { Backlog } from '../../core/queue'
import { createRowIsolation } from '../../core/row-isolation'
import { ProviderError } from '../../providers/provider-error'
import { providers } from '../../providers/registry'
import type { GrantsContext } from '../grants-context'
import { createRevocationQueue, type QueuedInput, type RevocationInput } from './revocation-queue'
import { revokeGrant } from './revoke-grant'
import { revocationFailureOf, revokeQueued } from './revoke-queued'

/**
 * The time limit of one round, so that a provider that never answers does not keep the other background work
 * waiting.
 */
const maxRoundMs = 60_000
/** A request waits this long for a revocation, which then continues in the background. */
const maxWaitMs = 3000

export interface Revocations {
  /**
   * Queues a grant to be revoked and returns the id of the revocation. Call this in the database transaction
   * that removes the grant from its row.
   */
  queueRevocation: (db: Database, input: QueuedInput) => Promise<string>
  /**
   * Asks the provider once to revoke a queued grant, unless another call is already doing so, and waits
   * three seconds at most. A failed revocation is tried again later. Never throws.
   */
  revokeQueued: (id: string) => Promise<void>
  /**
   * Queues a grant and asks the provider once to revoke the grant. When the grant cannot be queued, asks the
   * provider all the same, and raises an operator alarm if the provider does not revoke the grant. Never throws.
   *
   * @param isShared whether other integrations use the grant. Used only when the grant cannot be queued. Without
   *   this argument, a grant counts as shared if the provider can revoke its token alone
   */
  revoke: (input: RevocationInput, isShared?: boolean) => Promise<void>
  /**
   * Revokes a credential that was refreshed too late to be stored. If the earlier credential waits in the queue
   * for the end of this refresh, the new credential replaces the earlier one there.
   */
  revokeLateRefresh: (leaseId: string, input: RevocationInput) => Promise<void>
  /** Asks the providers to revoke the due grants, for a minute at most. The remaining grants stay due. */
  revokeDue: () => Promise<void>
  readBacklog: () => Promise<Backlog>
}

/**
 * Creates the functions that revoke grants that no integration needs any more. The grants stay queued until they
 * are revoked.
 */
export function createRevocations(context: GrantsContext): Revocations {
  const { storage, log, lateWork, now } = context
  const queue = createRevocationQueue(context)
  const rowIsolation = createRowIsolation(log)
  const revokeNow = (id: string) => revokeQueued(context, { queue, rowIsolation }, id)

  async function revokeNowOrLater(id: string): Promise<void> {
    const call = revokeNow(id).catch((error) => {
      log.error({ revocation: id, ...traceOf(error) }, 'a revocation could not be written down')
    })
    lateWork.add(call)
    await within(call, maxWaitMs, undefined)
  }

  async function revokeUnqueued(input: RevocationInput, isShared: boolean): Promise<void> {
    try {
      await revokeGrant(context, { ...input, isShared, storeRenewed: async () => {} })
    } catch (error) {
      const providerFields =
        error instanceof ProviderError ? error.fields : { service: input.service }
      const fields = {
        ...providerFields,
        account: input.accountId,
        reason: revocationFailureOf(error),
      }
      log.error(fields, 'operator alarm: a grant was left behind at its provider')
    }
  }

  async function revoke(
    input: RevocationInput,
    isShared = providers[input.service].revokeTokenOnly !== undefined,
  ): Promise<void> {
    let id: string
    try {
      id = await queue.add(storage.db, input)
    } catch {
      return revokeUnqueued(input, isShared)
    }
    await revokeNowOrLater(id)
  }

  return {
    queueRevocation: queue.add,
    revokeQueued: revokeNowOrLater,
    readBacklog: queue.readBacklog,
    revoke,
    async revokeLateRefresh(leaseId, input) {
      const wasReplaced = await queue.replaceWaitingGrant(leaseId, input.grant).catch(() => false)
      await (wasReplaced ? revokeNowOrLater(leaseId) : revoke(input))
    },
    async revokeDue() {
      const end = now() + maxRoundMs
      for (const id of await queue.listDueIds()) {
        if (now() < end) await rowIsolation.workOn(id, () => revokeNow(id))
      }
      for (const { id, service, account_id: account } of await queue.listUnknownDue()) {
        const message = 'a grant to revoke is of a service that this version does not know'
        rowIsolation.alarmOnce(id, { service, account }, message)
      }
    },
  }
}
