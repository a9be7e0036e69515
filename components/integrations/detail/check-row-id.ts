/** Returns the id of a row in the table of checks. The oldest check has position 1. */
export function checkRowId(position: number): string {
  return `check-${position}`
}
