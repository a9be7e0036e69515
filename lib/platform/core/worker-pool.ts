import { traceOf } from '@/lib/http/log'
import type { PlatformContext } from './context'

/** A key that has due work, and the account to which the work belongs. */
export interface DueKey {
  /**
   * What the work is for, such as the id of a webhook. Work with the same key is never done twice
   * at the same time.
   */
  key: string
  accountId: string
}

/**
 * What `listDue` has to leave out: the keys that are being worked on, and the accounts that have
 * reached their limit.
 */
export interface Excluded {
  keys: readonly string[]
  accountIds: readonly string[]
}

interface PoolOptions {
  /**
   * How many keys this process works on at the same time: of all accounts together, and of one
   * account.
   */
  maxConcurrent: { overall: number; perAccount: number }
  /** Returns the keys that have due work, the longest waiting first. */
  listDue: (excluded: Excluded, limit: number) => Promise<DueKey[]>
  /** Does the due work of one key. */
  workOn: (key: string) => Promise<void>
  /** The name of the log field that contains the key. */
  keyField: string
  /** The log messages for due work that cannot be read, and for work that failed. */
  logMessages: { unreadable: string; failed: string }
}

export interface WorkerPool {
  /** Begins the due work. Resolves without waiting for its end. */
  start: () => Promise<void>
  /** Begins the due work in the background. Never throws. */
  startSoon: () => void
  /** Begins no more work. The running work continues to its end. */
  stop: () => void
  isStopped: () => boolean
}

/**
 * Creates the workers of a queue in this process. They work on many keys at the same time, so that
 * slow work for one key delays no other key. When work succeeds, the next due work begins. After a
 * failure, due work waits until other work succeeds or `start` is called.
 */
export function createWorkerPool(
  { log, lateWork }: Pick<PlatformContext, 'log' | 'lateWork'>,
  { maxConcurrent, listDue, workOn, keyField, logMessages }: PoolOptions,
): WorkerPool {
  /** The keys that are being worked on, each with its account. */
  const busy = new Map<string, string>()
  let isStopped = false
  let starting: Promise<void> | undefined
  let mustStartAgain = false

  const countOf = (accountId: string) =>
    [...busy.values()].filter((busyAccount) => busyAccount === accountId).length

  async function runWorker(key: string): Promise<void> {
    try {
      await workOn(key)
      busy.delete(key)
      startSoon()
    } catch (error) {
      busy.delete(key)
      log.error({ [keyField]: key, ...traceOf(error) }, logMessages.failed)
    }
  }

  async function startWorkers(): Promise<void> {
    const full = [...new Set(busy.values())].filter((id) => countOf(id) >= maxConcurrent.perAccount)
    const room = maxConcurrent.overall - busy.size
    if (isStopped || room <= 0) return
    for (const { key, accountId } of await listDue(
      { keys: [...busy.keys()], accountIds: full },
      room,
    )) {
      if (isStopped || countOf(accountId) >= maxConcurrent.perAccount) continue
      busy.set(key, accountId)
      lateWork.add(runWorker(key))
    }
  }

  /** Runs `startWorkers` once at a time. A call while it runs makes it run once more afterwards. */
  function start(): Promise<void> {
    if (starting) {
      mustStartAgain = true
      return starting
    }
    mustStartAgain = false
    starting = startWorkers().finally(() => {
      starting = undefined
      if (mustStartAgain) startSoon()
    })
    return starting
  }

  function startSoon(): void {
    if (isStopped) return
    const started = start().catch((error) => log.error(traceOf(error), logMessages.unreadable))
    lateWork.add(started)
  }

  return {
    start,
    startSoon,
    stop() {
      isStopped = true
    },
    isStopped: () => isStopped,
  }
}
