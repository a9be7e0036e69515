/** "10,000". */
export const numerals = new Intl.NumberFormat('en')
