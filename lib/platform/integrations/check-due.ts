import { within } from '@/lib/http/within'
import type { PlatformContext } from '../core/context'
import { reloadStoredRow } from '../grants/integration-row'
import type { Checks } from './checks'
import type { ListedRow } from './select-integrations'

const checksAtOnce = 4
/**
 * The most rows that one list checks. Most accounts have fewer integrations. When there are more, the rest stays
 * due for the next list.
 */
const mostChecks = 40
/** A list waits this long. A check that takes longer continues, and the next list shows its result. */
const patienceMs = 2000

const byLastCheck = (one: ListedRow, other: ListedRow) =>
  (one.checked_at ?? 0) - (other.checked_at ?? 0)

/** Checks the due rows, the longest unchecked first, and returns all rows in their new state. */
export async function checkDue(
  { storage }: PlatformContext,
  checks: Checks,
  rows: readonly ListedRow[],
): Promise<readonly ListedRow[]> {
  const due = rows.filter(checks.isDue).sort(byLastCheck).slice(0, mostChecks)
  if (due.length === 0) return rows
  const checked = new Map<string, ListedRow>()
  const deadline = Date.now() + patienceMs
  const worker = async () => {
    for (let row = due.shift(); row && Date.now() < deadline; row = due.shift()) {
      await checks.checkAutomatically(row)
      checked.set(row.id, await reloadStoredRow(storage.db, row))
    }
  }
  await within(Promise.all(Array.from({ length: checksAtOnce }, worker)), patienceMs, undefined)
  return rows.map((row) => checked.get(row.id) ?? row)
}
