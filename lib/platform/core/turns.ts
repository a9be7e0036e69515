import { traceOf } from '@/lib/http/log'
import type { PlatformContext } from './context'

/** Something with due work, and the account to which it belongs. */
export interface DueTurn {
  /** Of the things with one key, one at a time has its turn. */
  key: string
  accountId: string
}

/** What has to wait, because enough of it is under way. */
export interface Excluded {
  keys: readonly string[]
  accountIds: readonly string[]
}

interface TurnParts {
  /** The turns that this process takes at the same time: of all accounts together, and of one account. */
  mostAtOnce: { overall: number; ofAccount: number }
  /** Returns what has due work, the longest waiting first. */
  listDue: (excluded: Excluded, limit: number) => Promise<DueTurn[]>
  /** Does the work of one turn. */
  takeTurn: (key: string) => Promise<void>
  /** The name of the field with the key in the log. */
  field: string
  /** What the log says when the due work cannot be read, and when a turn fails. */
  words: { unreadable: string; failed: string }
}

export interface Turns {
  /** Begins the turns that are due, and does not wait for their end. */
  start: () => Promise<void>
  /** Does the same, without waiting and without throwing. */
  startSoon: () => void
  /** Begins no more turns. The running ones end. */
  stop: () => void
  isStopped: () => boolean
}

/**
 * Creates the turns of a queue in this process: many things have their turn at the same time, and none of them keeps the
 * others waiting. After a turn that fails, the rest waits for the next call of `start`.
 */
export function createTurns(
  { log, lateWork }: Pick<PlatformContext, 'log' | 'lateWork'>,
  { mostAtOnce, listDue, takeTurn, field, words }: TurnParts,
): Turns {
  /** The keys that have their turn now, each with its account. */
  const busy = new Map<string, string>()
  let isStopped = false
  let starting: Promise<void> | undefined
  let isAskedAgain = false

  const countOf = (accountId: string) =>
    [...busy.values()].filter((busyAccount) => busyAccount === accountId).length

  async function runTurn(key: string): Promise<void> {
    try {
      await takeTurn(key)
      busy.delete(key)
      startSoon()
    } catch (error) {
      busy.delete(key)
      log.error({ [field]: key, ...traceOf(error) }, words.failed)
    }
  }

  async function beginTurns(): Promise<void> {
    const full = [...new Set(busy.values())].filter((id) => countOf(id) >= mostAtOnce.ofAccount)
    const room = mostAtOnce.overall - busy.size
    if (isStopped || room <= 0) return
    for (const { key, accountId } of await listDue(
      { keys: [...busy.keys()], accountIds: full },
      room,
    )) {
      if (isStopped || countOf(accountId) >= mostAtOnce.ofAccount) continue
      busy.set(key, accountId)
      lateWork.add(runTurn(key))
    }
  }

  /** Runs one `beginTurns` at a time. A call during it makes it run once more. */
  function start(): Promise<void> {
    if (starting) {
      isAskedAgain = true
      return starting
    }
    isAskedAgain = false
    starting = beginTurns().finally(() => {
      starting = undefined
      if (isAskedAgain) startSoon()
    })
    return starting
  }

  function startSoon(): void {
    if (isStopped) return
    const started = start().catch((error) => log.error(traceOf(error), words.unreadable))
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
