import { within } from '@/lib/http/within'
import type { PlatformContext } from '../../core/context'
import { reloadStoredRow } from '../../grants/integration-row'
import type { ListedRow } from '../select-integrations'
import type { Checks } from './checks'

/** How many checks run at the same time for one answer. */
const checksAtOnce = 4
/**
 * How many rows are checked for one answer at most. Most accounts have fewer integrations. When
 * more rows are due, the others stay due for the next answer.
 */
const checksPerList = 40
/**
 * An answer waits this long for its checks. A check that takes longer continues, and the next answer shows its
 * result.
 */
const patienceMs = 2000

const compareLastChecks = (one: ListedRow, other: ListedRow) =>
  (one.checked_at ?? 0) - (other.checked_at ?? 0)

/**
 * Checks the due rows and returns all rows. Begins with the row whose last check is the longest ago. A row whose
 * check is not finished in time is returned as it was.
 */
export async function checkDue(
  { storage }: PlatformContext,
  checks: Checks,
  rows: readonly ListedRow[],
): Promise<readonly ListedRow[]> {
  const due = rows.filter(checks.isDue).sort(compareLastChecks).slice(0, checksPerList)
  if (due.length === 0) return rows
  const checked = new Map<string, ListedRow>()
  const deadline = Date.now() + patienceMs
  const checkOneByOne = async () => {
    for (let row = due.shift(); row && Date.now() < deadline; row = due.shift()) {
      await checks.checkAutomatically(row)
      checked.set(row.id, await reloadStoredRow(storage.db, row))
    }
  }
  await within(
    Promise.all(Array.from({ length: checksAtOnce }, checkOneByOne)),
    patienceMs,
    undefined,
  )
  return rows.map((row) => checked.get(row.id) ?? row)
}
