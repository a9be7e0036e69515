import type { Database } from '@/lib/storage/database'

/**
 * Returns whether an account has an admin among its people besides one person. When that person may work in both environments,
 * only an admin who may do so too counts.
 */
export async function hasAnotherAdmin(
  db: Database,
  { personId, accountId }: { personId: string; accountId: string },
  onlyEnvironment: string | null,
): Promise<boolean> {
  const others = db
    .selectFrom('memberships')
    .select('person_id')
    .where('account_id', '=', accountId)
    .where('person_id', '!=', personId)
    .where('role', '=', 'admin')
    .limit(1)
  const another = await (onlyEnvironment === null
    ? others.where('only_environment', 'is', null)
    : others
  ).executeTakeFirst()
  return another !== undefined
}
