/**
 * The part of pino that the platform writes to. Redaction is the owner's: it takes away whatever is
 * called like a secret (`token`, `code`, `state`), so that what is none goes by another name.
 */
export interface Log {
  info: (fields: object, message: string) => void
  warn: (fields: object, message: string) => void
  error: (fields: object, message: string) => void
}
