import type { Database } from '@/lib/storage/database'
import { createEachAlone } from '../../core/each-alone'
import { traceOf } from '../../core/log'
import { providers } from '../../providers'
import { ProviderError } from '../../providers/provider-error'
import { within } from '../../within'
import type { GrantsContext } from '../grants-context'
import { attemptRevocation, failureOf } from './attempt-revocation'
import { endGrant } from './end-grant'
import { createRevocationQueue, type QueuedInput, type RevocationInput } from './revocation-queue'

/** A provider that never answers must not keep the other background work waiting. */
const longestRoundMs = 60_000
/** How long a request waits for a provider's revocation, which goes on behind the answer. */
const patienceMs = 3000

export interface Revocations {
  /** Queues a grant to be ended at its provider; part of the transaction that lets go of it. */
  enqueue: (db: Database, input: QueuedInput) => Promise<string>
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

/** The outbox of grants that nobody here needs any more. */
export function createRevocations(context: GrantsContext): Revocations {
  const { storage, log, lateWork, now } = context
  const queue = createRevocationQueue(context)
  const each = createEachAlone(log)
  const attempt = (id: string) => attemptRevocation(context, queue, id)

  async function attemptSoon(id: string): Promise<void> {
    const quietly = attempt(id).catch((error) => {
      log.error({ revocation: id, ...traceOf(error) }, 'a revocation could not be written down')
    })
    lateWork.add(quietly)
    await within(patienceMs, quietly)
  }

  async function endAtOnce(input: RevocationInput, shared: boolean): Promise<void> {
    try {
      await endGrant(context, { ...input, shared, keep: async () => {} })
    } catch (error) {
      const known = error instanceof ProviderError ? error.fields : { service: input.service }
      const fields = { ...known, account: input.accountId, reason: failureOf(error) }
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
      const replaced = await queue.replaceWaiting(refreshOwner, input.grant).catch(() => false)
      await (replaced ? attemptSoon(refreshOwner) : letGo(input))
    },
    async runDue() {
      const end = now() + longestRoundMs
      for (const id of await queue.due()) {
        if (now() < end) await each.attempt(id, () => attempt(id))
      }
      for (const { id, service, account_id: account } of await queue.unknownDue()) {
        const message = 'a grant to revoke is of a service that this version does not know'
        each.alarmOnce(id, { service, account }, message)
      }
    },
  }
}
