/**
 * The part of pino that is written to. The log removes every field that is called like a secret (`token`, `code`,
 * `state`), so a field that is no secret needs another name.
 */
export interface Log {
  info: (fields: object, message: string) => void
  warn: (fields: object, message: string) => void
  error: (fields: object, message: string) => void
}

/** The first lines of a stack that name a place: a message of several lines stands before them. */
function placesIn(stack: string): string {
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 7)
    .join('\n')
}

/** The name and place of an error, without whatever its message may quote. */
export function traceOf(error: unknown) {
  if (!(error instanceof Error)) return { thrown: typeof error }
  const system_code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { thrown: error.name, system_code, stack: placesIn(error.stack ?? '') }
}
