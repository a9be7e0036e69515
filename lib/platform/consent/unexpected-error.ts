import { type Log, traceOf } from '@/lib/http/log'
import { isStorageUnavailable } from '@/lib/storage/unavailable'
import type { RefusalCause } from './refusal-cause'

/** Returns the cause of the refusal when a page failed with an error. Logs the error, unless the store is unavailable. */
export function causeOf(error: unknown, log: Log): RefusalCause {
  if (isStorageUnavailable(error)) return 'unavailable'
  log.error(traceOf(error), 'a connect page failed')
  return 'failed'
}
