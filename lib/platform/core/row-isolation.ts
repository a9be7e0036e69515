import { type Log, traceOf } from '@/lib/http/log'
import { isStorageUnavailable } from '@/lib/storage/unavailable'

export interface RowIsolation {
  /**
   * Does the work on one row. An error in the work is not thrown, but raises an operator alarm the first time.
   * When the store cannot be reached, the error is thrown, because the other rows would fail as well. Returns whether the work
   * was done without an error.
   */
  workOn: (rowId: string, work: () => Promise<void>) => Promise<boolean>
  /** Raises an operator alarm about a row, once in this process. */
  alarmOnce: (rowId: string, fields: object, message: string) => void
}

/**
 * Creates functions that work on rows one by one, so that an error in one row neither stops the others nor
 * raises an alarm each time.
 */
export function createRowIsolation(log: Log): RowIsolation {
  const alarmedIds = new Set<string>()

  function alarmOnce(rowId: string, fields: object, message: string) {
    if (alarmedIds.has(rowId)) return
    alarmedIds.add(rowId)
    log.error(fields, `operator alarm: ${message}`)
  }

  return {
    alarmOnce,
    async workOn(rowId, work) {
      try {
        await work()
        return true
      } catch (error) {
        if (isStorageUnavailable(error)) throw error
        alarmOnce(
          rowId,
          { row: rowId, ...traceOf(error) },
          'a stored row cannot be worked on and was set aside',
        )
        return false
      }
    },
  }
}
