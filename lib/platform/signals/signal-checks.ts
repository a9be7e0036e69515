import { setImmediate as yieldToRequests } from 'node:timers/promises'
import { traceOf } from '@/lib/http/log'
import type { PlatformContext } from '../core/context'
import { knownServiceAndEnvironment } from '../core/known-service-and-environment'
import { createPerProvider } from '../core/per-provider'
import type { Checks } from '../integrations/checking/checks'
import type { Circuits } from '../integrations/checking/circuits'
import type { NamedRow } from './received-signals'
import { rowsByToken, type WantedTokens } from './rows-by-token'

/** How many checks of one provider run at the same time because of signals. */
const atOncePerProvider = 4

/** The integrations of one provider that wait for their check, by id, and the workers that check them. */
interface Queue {
  waiting: Map<string, NamedRow>
  workers: Set<Promise<void>>
}

export interface SignalChecks {
  /**
   * Checks the integrations in the background. An integration that is already waiting is not
   * checked twice.
   */
  checkRows: (rows: readonly NamedRow[]) => void
  /** Finds the integrations that have the tokens, and checks them in the background. */
  checkTokens: (tokens: readonly WantedTokens[]) => void
  /** Resolves when no check waits or runs. */
  ended: () => Promise<void>
  /** Starts no further check. The sweep makes the checks that were waiting. */
  stop: () => void
}

/** Creates the functions that check the integrations that signals name. */
export function createSignalChecks(
  context: PlatformContext,
  { checks, circuits }: { checks: Checks; circuits: Circuits },
): SignalChecks {
  const { log, lateWork } = context
  const queues = createPerProvider((): Queue => ({ waiting: new Map(), workers: new Set() }))
  let wanted: WantedTokens[] = []
  let search: Promise<void> | undefined
  let isStopped = false

  const logFailure = (error: unknown) =>
    log.error(traceOf(error), 'a check after a signal failed because of an error in this server')

  async function checkOneByOne({ waiting }: Queue): Promise<void> {
    for (const [id, row] of waiting) {
      if (isStopped) return
      waiting.delete(id)
      try {
        const isPaused = circuits.of(knownServiceAndEnvironment.parse(row)).limitOf(1) === 0
        if (!isPaused) await checks.check(row, 'signal')
      } catch (error) {
        logFailure(error)
      }
      await yieldToRequests()
    }
  }

  function startWorkers(queue: Queue): void {
    const { waiting, workers } = queue
    while (workers.size < atOncePerProvider && waiting.size > 0 && !isStopped) {
      const worker = checkOneByOne(queue).finally(() => {
        workers.delete(worker)
        startWorkers(queue)
      })
      workers.add(worker)
      lateWork.add(worker)
    }
  }

  function checkRows(rows: readonly NamedRow[]): void {
    const named = new Set<Queue>()
    for (const row of rows) {
      const queue = queues.of(knownServiceAndEnvironment.parse(row))
      queue.waiting.set(row.id, row)
      named.add(queue)
    }
    for (const queue of named) startWorkers(queue)
  }

  async function findAndCheck(tokens: readonly WantedTokens[]): Promise<void> {
    try {
      for await (const row of rowsByToken(context, tokens)) checkRows([row])
    } catch (error) {
      logFailure(error)
    }
  }

  /**
   * Searches once for all tokens that are waiting, so that many signals cost little more than one.
   */
  function startSearch(): void {
    if (wanted.length === 0 || search || isStopped) return
    search = findAndCheck(wanted).finally(() => {
      search = undefined
      startSearch()
    })
    wanted = []
    lateWork.add(search)
  }

  return {
    checkRows,
    checkTokens(tokens) {
      wanted.push(...tokens)
      startSearch()
    },
    async ended() {
      const running = () =>
        [search ?? [], ...queues.all().map((queue) => [...queue.workers])].flat()
      while (running().length > 0) await Promise.all(running())
    },
    stop() {
      isStopped = true
    },
  }
}
