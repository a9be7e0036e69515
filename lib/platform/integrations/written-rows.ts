import type { Integration } from '@/lib/contract/api/integration'
import type { ListedRow } from './select-integrations'
import { listedColumns } from './select-integrations'

/** The most rows that are kept: about the length of the longest lists. */
const mostKept = 20_000

const isSame = (one: ListedRow, other: ListedRow) =>
  listedColumns.every((column) => one[column] === other[column])

/**
 * Returns a function that writes a row as the JSON of the API. It keeps the JSON of each row until the row
 * changes, because most rows of a list do not. Every row is still read from the store.
 */
export function createRowWriter(present: (row: ListedRow) => Integration) {
  const written = new Map<string, { row: ListedRow; json: string }>()
  return (row: ListedRow): string => {
    const last = written.get(row.id)
    if (last && isSame(last.row, row)) return last.json
    const json = JSON.stringify(present(row))
    if (written.size >= mostKept) written.clear()
    written.set(row.id, { row, json })
    return json
  }
}
