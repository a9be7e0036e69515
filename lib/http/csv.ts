import { stringify } from 'csv-stringify/sync'

/**
 * Writes rows as CSV (RFC 4180). A cell that a spreadsheet would run as a formula gets an
 * apostrophe in front, because anybody may have chosen the names in the cells.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function writeCsv(rows: readonly (readonly string[])[]): string {
  return stringify([...rows.map((row) => [...row])], {
    record_delimiter: 'windows',
    escape_formulas: true,
  })
}
