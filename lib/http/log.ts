/**
 * The part of pino that is written to. The log removes every field that is called like a secret (`token`, `code`,
 * `state`), so a field that is no secret needs another name.
 */
export interface Log {
  info: (fields: object, message: string) => void
  warn: (fields: object, message: string) => void
  error: (fields: object, message: string) => void
}

/** The name and place of an error, without whatever its message may quote. */
export function traceOf(error: unknown) {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const system_code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { thrown: error.name, system_code, stack: error.stack?.split('\n').slice(1, 8).join('\n') }
}
