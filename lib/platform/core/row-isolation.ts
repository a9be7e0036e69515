import { type Log, traceOf } from '@/lib/http/log'
import { isStorageUnavailable } from '@/lib/storage/unavailable'

export interface RowIsolation {
  /**
   * Does work on one row. An error skips only that row, and raises an operator alarm the first time. Throws
   * when the store cannot be reached, because the other rows would fail as well.
   */
  attempt: (row: string, work: () => Promise<void>) => Promise<void>
  /** Raises an operator alarm about a row, once in this process. */
  alarmOnce: (row: string, fields: object, message: string) => void
}

/**
 * Creates functions that work on rows one by one, so that an error in one row neither stops the others nor
 * raises an alarm each time.
 */
export function createRowIsolation(log: Log): RowIsolation {
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
