import { sql } from 'kysely'
import type { Database } from '@/lib/storage/database'

/** Lets one transaction at a time change what belongs to a person, until the transaction ends. */
export async function lockPerson(transaction: Database, personId: string): Promise<void> {
  await transaction
    .updateTable('people')
    .set({ name: sql`name` })
    .where('id', '=', personId)
    .execute()
}
