import 'server-only'
import type { Unseen } from '@/lib/contract/view/unseen'
import type { Storage } from '@/lib/storage/database'

/** A visit ends after this time without a page. */
const visitEndsAfterMs = 30 * 60_000
/** The time of the last page is written at most this often. */
const recordEveryMs = 60_000
/** Visits that are older than this are forgotten. */
const keptForMs = 180 * 24 * 60 * 60_000

export interface Visits {
  /**
   * Records that a person opens the page. Returns the time between their last visit and this one, or null when they
   * have not been here before, or have dismissed what changed.
   */
  record: (personId: string) => Promise<Unseen | null>
  /** Records that a person has seen what changed before this visit. */
  dismiss: (personId: string) => Promise<void>
}

/** Creates the functions that record when each person last looked at their integrations. */
export function createVisits({ storage, now }: { storage: Storage; now: () => number }): Visits {
  async function begin(person: string): Promise<null> {
    const time = now()
    await storage.db
      .insertInto('visits')
      .values({ person, last_at: time, began_at: time, seen_until: time })
      .onConflict((conflict) => conflict.column('person').doNothing())
      .execute()
    await storage.db
      .deleteFrom('visits')
      .where('last_at', '<', time - keptForMs)
      .execute()
    return null
  }

  return {
    async record(person) {
      await storage.ready()
      const visit = await storage.db
        .selectFrom('visits')
        .selectAll()
        .where('person', '=', person)
        .executeTakeFirst()
      if (!visit) return begin(person)
      const isNewVisit = now() - visit.last_at > visitEndsAfterMs
      const times = isNewVisit
        ? { began_at: now(), seen_until: visit.last_at }
        : { began_at: visit.began_at, seen_until: visit.seen_until }
      if (isNewVisit || now() - visit.last_at > recordEveryMs) {
        await storage.db
          .updateTable('visits')
          .set({ ...times, last_at: now() })
          .where('person', '=', person)
          .execute()
      }
      const { seen_until: after, began_at: until } = times
      return after < until ? { after, until } : null
    },
    async dismiss(person) {
      await storage.ready()
      await storage.db
        .updateTable('visits')
        .set(({ ref }) => ({ seen_until: ref('began_at') }))
        .where('person', '=', person)
        .execute()
    },
  }
}
