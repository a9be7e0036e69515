/**
 * The part of pino that the platform uses. The owner's logger redacts fields that are named like a secret
 * (`token`, `code`, `state`), so a field that is not a secret needs another name.
 */
export interface Log {
  info: (fields: object, message: string) => void
  warn: (fields: object, message: string) => void
  error: (fields: object, message: string) => void
}

/** Returns the name and stack of an error without its message, which may quote a secret. */
export function traceOf(error: unknown) {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const system_code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { thrown: error.name, system_code, stack: error.stack?.split('\n').slice(1, 8).join('\n') }
}
