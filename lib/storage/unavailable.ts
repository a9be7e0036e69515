import { errorCodeOf } from './error-code'

const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'ETIMEDOUT',
  'EPIPE',
  'EAI_AGAIN',
]
const busyCode = 5
/** The result codes BUSY, LOCKED, READONLY, IOERR and FULL (https://www.sqlite.org/rescode.html). */
const sqliteCodes = [busyCode, 6, 8, 10, 13]
/**
 * The classes of errors about connections, rollbacks, resources, locks, a shutdown and the disk of the server
 * (https://www.postgresql.org/docs/current/errcodes-appendix.html).
 */
const postgresClasses = ['08', '40', '53', '55', '57', '58']
/** The PostgreSQL code of a write to a standby. After a failover the standby accepts writes. */
const readOnlyCode = '25006'
const poolMessages = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Query read timeout',
  'Client has encountered a connection error',
]

/**
 * Returns the primary result code of an error of SQLite, or `undefined` for another error. The upper bytes of an
 * extended code only add detail.
 */
function sqliteCode(error: Error): number | undefined {
  const raw = 'rawCode' in error ? Number(error.rawCode) : Number.NaN
  const extended = Number.isInteger(raw)
    ? raw
    : Number(/^UNKNOWN_SQLITE_ERROR_(\d+)$/.exec(errorCodeOf(error))?.[1])
  return Number.isInteger(extended) ? extended & 0xff : undefined
}

/**
 * Returns whether SQLite refused a statement because another connection has the lock. The statement then had no
 * effect.
 */
export function isLocked(error: unknown): boolean {
  return error instanceof Error && sqliteCode(error) === busyCode
}

/** Returns whether an error means that the store is unavailable now, and not that the statement was wrong. */
export function isStorageUnavailable(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const code = errorCodeOf(error)
  if (networkCodes.includes(code)) return true
  const sqlite = sqliteCode(error)
  if (sqlite !== undefined) return sqliteCodes.includes(sqlite)
  if (code === readOnlyCode) return true
  if (code.length === 5 && postgresClasses.includes(code.slice(0, 2))) return true
  return poolMessages.some((message) => error.message.startsWith(message))
}
