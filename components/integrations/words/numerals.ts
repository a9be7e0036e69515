/** Formats a number as "10,000". In browsers without `Intl` the result is "10000". */
export const numerals = {
  format: (count: number): string => count.toLocaleString('en'),
}
