import { type Log, traceOf } from '@/lib/http/log'
import { isStorageUnavailable } from '@/lib/storage/unavailable'

export interface EachAlone {
  /**
   * Does work about one row. What it throws costs only that row, and is an operator alarm the first time;
   * a store that is away is thrown on, since no other row would fare better.
   */
  attempt: (row: string, work: () => Promise<void>) => Promise<void>
  /** Raises an operator alarm about a row, once in the life of this process. */
  alarmOnce: (row: string, fields: object, message: string) => void
}

/** Keeps rows that cannot be worked on from holding up the others, and from raising an alarm each time. */
export function createEachAlone(log: Log): EachAlone {
  const told = new Set<string>()

  function alarmOnce(row: string, fields: object, message: string) {
    if (told.has(row)) return
    told.add(row)
    log.error(fields, `operator alarm: ${message}`)
  }

  return {
    alarmOnce,
    async attempt(row, work) {
      try {
        await work()
      } catch (error) {
        if (isStorageUnavailable(error)) throw error
        alarmOnce(row, traceOf(error), 'a stored row cannot be worked on and was set aside')
      }
    },
  }
}
