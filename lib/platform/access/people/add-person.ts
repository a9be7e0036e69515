import type { Database } from '@/lib/storage/database'

/** Adds a person, who belongs to no account yet, in a transaction. */
export async function addPerson(
  db: Database,
  { id, name }: { id: string; name: string },
  at: number,
): Promise<void> {
  await db.insertInto('people').values({ id, name, created_at: at }).execute()
}
