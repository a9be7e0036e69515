/** "10,000". Browsers without `Intl` show "10000". */
export const numerals = {
  format: (count: number): string => count.toLocaleString('en'),
}
