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
/** A request waits this long for a provider's revocation, which continues after the request is answered. */
const patienceMs = 3000

export interface Revocations {
  /**
   * Queues a grant to be revoked and returns the id of the revocation. To be called in the transaction
   * that removes the grant from where it was.
   */
  queueRevocation: (db: Database, input: QueuedInput) => Promise<string>
  /**
   * Asks the provider once to revoke a queued grant, unless somebody else is doing so, and waits three seconds
   * for the answer. A failed attempt is repeated later. Never throws.
   */
  revokeQueued: (id: string) => Promise<void>
  /**
   * Queues a grant and asks the provider once to revoke it. When the grant cannot be queued, the provider is
   * asked without the queue, and an operator alarm is raised if that fails too. Never throws.
   *
   * @param shared whether other integrations use the grant, for the case that the store cannot be asked. When
   *   it is not given, only the token is revoked, if the provider can do that
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
 * Creates the functions that revoke the grants that no integration needs any more, and keep them queued until
 * that is done.
 */
export function createRevocations(context: GrantsContext): Revocations {
  const { storage, log, lateWork, now } = context
  const queue = createRevocationQueue(context)
  const rows = createRowIsolation(log)
  const revokeNow = (id: string) => revokeQueued(context, { queue, rows }, id)

  async function revokeSoon(id: string): Promise<void> {
    const quietly = revokeNow(id).catch((error) => {
      log.error({ revocation: id, ...traceOf(error) }, 'a revocation could not be written down')
    })
    lateWork.add(quietly)
    await within(quietly, patienceMs, undefined)
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
    await revokeSoon(id)
  }

  return {
    queueRevocation: queue.add,
    revokeQueued: revokeSoon,
    revoke,
    async revokeLateRefresh(refreshOwner, input) {
      const replaced = await queue.replaceWaiting(refreshOwner, input.grant).catch(() => false)
      await (replaced ? revokeSoon(refreshOwner) : revoke(input))
    },
    async revokeDue() {
      const end = now() + longestRoundMs
      for (const id of await queue.due()) {
        if (now() < end) await rows.attempt(id, () => revokeNow(id))
      }
      for (const { id, service, account_id: account } of await queue.unknownDue()) {
        const message = 'a grant to revoke is of a service that this version does not know'
        rows.alarmOnce(id, { service, account }, message)
      }
    },
  }
}
