import { sql } from 'kysely'
import type { Database } from '@/lib/storage/database'

/** Locks a person until the transaction ends, so that one transaction at a time changes what belongs to them. */
export async function lockPerson(transaction: Database, personId: string): Promise<void> {
  await transaction
    .updateTable('people')
    .set({ name: sql`name` })
    .where('id', '=', personId)
    .execute()
}
