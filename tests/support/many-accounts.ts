import type { Storage } from '@/lib/storage/database'

const batch = 1000

/** Returns the status of an integration. Of ten, one is disconnected, and in every fifth account one is broken. */
function statusOf(account: number, index: number): string {
  if (index % 10 === 1) return 'disconnected'
  return index % 10 === 0 && account % 5 === 0 ? 'error' : 'connected'
}

/** Adds a person who administers `accounts` new accounts, with `integrations` integrations each. */
export async function insertAccounts(
  { db }: Storage,
  {
    personId,
    accounts,
    integrations,
  }: { personId: string; accounts: number; integrations: number },
): Promise<void> {
  await db
    .insertInto('people')
    .values({ id: personId, name: 'Grace', created_at: 1 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
  const ids = Array.from({ length: accounts }, (_, index) => `acct_${personId}${index}`)
  const added = ids.map((id) => ({ id, name: `Customer ${id}`, created_at: 1 }))
  await db.insertInto('accounts').values(added).execute()
  await db
    .insertInto('memberships')
    .values(
      ids.map((account_id) => ({
        person_id: personId,
        account_id,
        role: 'admin',
        joined_at: 1,
        environment: 'test',
        let_in_by: '[]',
      })),
    )
    .execute()
  const rows = ids.flatMap((account_id, account) =>
    Array.from({ length: integrations }, (_, index) => ({
      id: `int_${personId.replace('_', '')}${account}x${index}`,
      account_id,
      environment: 'test',
      service: 'gmail',
      external_id: `${account}-${index}`,
      grant_owner: `${account}-${index}`,
      account_name: `person${index}@example.com`,
      status: statusOf(account, index),
      connected_at: 1,
      status_since: 1,
      scopes: '[]',
      available_tools: '[]',
      credential_version: 1,
    })),
  )
  for (let from = 0; from < rows.length; from += batch)
    await db
      .insertInto('integrations')
      .values(rows.slice(from, from + batch))
      .execute()
}
