/** Returns a number of seconds in words, in whole minutes where that is exact. */
export function minutes(seconds: number): string {
  const isWhole = seconds % 60 === 0
  const count = isWhole ? seconds / 60 : seconds
  return `${count} ${isWhole ? 'minute' : 'second'}${count === 1 ? '' : 's'}`
}
