import type { Codes } from './connect/codes'
import { queueExpiredHolds } from './connect/expired-holds'
import type { PlatformContext } from './context'
import type { Idempotency } from './idempotency'
import { traceOf } from './log'
import type { Revocations } from './revocations/revocations'

const intervalMs = 30_000
/** How long a link or a transaction that ended is still told apart from one that never was. */
const memoryMs = 24 * 60 * 60_000

export interface Background {
  /** One round of everything that is due. Never throws. */
  run: () => Promise<void>
  start: () => void
  /** Resolves when the round that runs has ended. */
  stop: () => Promise<void>
  /** When a round last ended well, in milliseconds since 1970. */
  lastRunAt: () => number | undefined
}

/** Work without a request: retries revocations and clears away what has ended. */
export function createBackground(
  context: PlatformContext,
  parts: { codes: Codes; idempotency: Idempotency; revocations: Revocations },
): Background {
  const { storage, log, now } = context
  let timer: NodeJS.Timeout | undefined
  let running: Promise<void> | undefined
  let lastRunAt: number | undefined

  async function round(): Promise<void> {
    try {
      await storage.ready()
      await queueExpiredHolds(context, parts)
      await parts.revocations.runDue()
      await parts.codes.sweep()
      await parts.idempotency.sweep()
      await storage.db
        .deleteFrom('sign_in_links')
        .where('expires_at', '<', now() - memoryMs)
        .execute()
      await storage.db
        .deleteFrom('transactions')
        .where('expires_at', '<', now() - memoryMs)
        .execute()
      lastRunAt = now()
    } catch (error) {
      log.error(traceOf(error), 'background work failed')
    }
  }

  function run(): Promise<void> {
    running ??= round().finally(() => {
      running = undefined
    })
    return running
  }

  return {
    run,
    start() {
      timer ??= setInterval(run, intervalMs).unref()
    },
    async stop() {
      clearInterval(timer)
      timer = undefined
      await running
    },
    lastRunAt: () => lastRunAt,
  }
}
