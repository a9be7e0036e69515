/** Returns whether a value is an error with this name, whichever copy of its class created it. */
export function isNamedError(value: unknown, name: string): boolean {
  return value instanceof Error && value.name === name
}
