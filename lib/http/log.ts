/**
 * The part of pino that writes. The log removes every field with the name of a secret (`token`, `code`,
 * `state`), so a field that is not secret needs another name.
 */
export interface Log {
  info: (fields: object, message: string) => void
  warn: (fields: object, message: string) => void
  error: (fields: object, message: string) => void
}

/** Returns the first seven lines of a stack that name a place in the code. Leaves out the lines of the message. */
function codePlaces(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 7)
    .join('\n')
}

/**
 * Returns the name, system code and stack of an error, without its message, which may quote a secret. For a
 * thrown value that is not an error, returns only the type of the value.
 */
export function traceOf(error: unknown) {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const system_code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { thrown: error.name, system_code, stack: codePlaces(error.stack ?? '') }
}
