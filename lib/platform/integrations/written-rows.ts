import { LRUCache } from 'lru-cache'
import type { Integration } from '@/lib/contract/api/integration'
import { type ListedRow, listedColumns } from './select-integrations'

/** How many rows are cached at most: about as many as two of the longest lists have. */
const maxRows = 20_000

const isSame = (one: ListedRow, other: ListedRow) =>
  listedColumns.every((column) => one[column] === other[column])

/**
 * Returns a function that writes a row as the JSON of the API. The function caches the JSON of each
 * row until the row changes, because most rows of a list do not change.
 */
export function createRowWriter(present: (row: ListedRow) => Integration) {
  const written = new LRUCache<string, { row: ListedRow; json: string }>({ max: maxRows })
  return (row: ListedRow): string => {
    const cached = written.get(row.id)
    if (cached && isSame(cached.row, row)) return cached.json
    const json = JSON.stringify(present(row))
    written.set(row.id, { row, json })
    return json
  }
}
