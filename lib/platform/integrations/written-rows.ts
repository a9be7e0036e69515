import type { Integration } from '@/lib/contract/api/integration'
import type { ListedRow } from './select-integrations'
import { listedColumns } from './select-integrations'

/** About the longest lists there are. */
const mostKept = 20_000

const isSame = (one: ListedRow, other: ListedRow) =>
  listedColumns.every((column) => one[column] === other[column])

/**
 * Writes rows as the JSON that the API answers. What has not changed since it was written last is not
 * written again, which is most of a list; each row is still read from the store each time.
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
