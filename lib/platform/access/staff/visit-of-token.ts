import type { Database } from '@/lib/storage/database'

/** The visit of a staff member that acts with a token. */
export interface VisitOfToken {
  id: string
  personId: string
  name: string
  reason: string
  /** Milliseconds since 1970. */
  endsAt: number
}

/**
 * Returns the visit that acts with a token, or `undefined` when it was closed or its staff member was removed. Does not look at
 * `endsAt`: the token expires at the same time.
 */
export function findVisitOfToken(db: Database, tokenId: string): Promise<VisitOfToken | undefined> {
  return db
    .selectFrom('support_visits')
    .innerJoin('staff', 'staff.person_id', 'support_visits.person_id')
    .innerJoin('people', 'people.id', 'support_visits.person_id')
    .select(['support_visits.id', 'people.id as personId', 'people.name', 'reason'])
    .select('ends_at as endsAt')
    .where('token_id', '=', tokenId)
    .where('closed_at', 'is', null)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}
