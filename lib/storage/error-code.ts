/**
 * Returns the code of an error of the operating system or of a database, such as `ENOENT`. Returns an empty text
 * when the error has no code.
 */
export function errorCodeOf(error: unknown): string {
  if (!(error instanceof Error) || !('code' in error)) return ''
  return typeof error.code === 'string' ? error.code : ''
}
