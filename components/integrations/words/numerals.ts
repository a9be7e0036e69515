/** Formats a number as "10,000"; in browsers without `Intl` as "10000". */
export const numerals = {
  format: (count: number): string => count.toLocaleString('en'),
}
