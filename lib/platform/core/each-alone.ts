import { type Log, traceOf } from '@/lib/http/log'
import { isStorageUnavailable } from '@/lib/storage/unavailable'

export interface EachAlone {
  /**
   * Does work on one row. An error skips only that row, and raises an operator alarm the first time. The
   * error of a store that cannot be reached is thrown, because it would stop the other rows as well.
   */
  attempt: (row: string, work: () => Promise<void>) => Promise<void>
  /** Raises an operator alarm about a row, once in this process. */
  alarmOnce: (row: string, fields: object, message: string) => void
}

/** Works on rows one by one, so that a row that fails neither stops the others nor alarms each time. */
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
        alarmOnce(
          row,
          { row, ...traceOf(error) },
          'a stored row cannot be worked on and was set aside',
        )
      }
    },
  }
}
