import { changeStore } from './store'

const twoHoursMs = 2 * 60 * 60_000

/**
 * Makes the server believe that everybody in this account opened their last page two hours ago, so that the next page begins a
 * new visit.
 */
export function endVisit(accountName: string) {
  const { changes } = changeStore((database) =>
    database
      .prepare(
        `update visits set last_at = last_at - ?, began_at = began_at - ?, seen_until = seen_until - ?
         where person in (select person from sessions where account_name = ?)`,
      )
      .run(twoHoursMs, twoHoursMs, twoHoursMs, accountName),
  )
  if (changes === 0) throw new Error(`nobody of ${accountName} has visited the page`)
}
