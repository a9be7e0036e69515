import type { Database } from '@/lib/storage/database'
import { recordActivity } from '../../core/activity'
import type { EntryLink } from './entry-links'

interface Named {
  id: string
  name: string
}

/** Makes a person a member of the account of a link, in the transaction that uses the link up. */
export async function addMembership(
  db: Database,
  { accountId, role, environment, madeBy }: EntryLink,
  person: Named,
  at: number,
): Promise<void> {
  await db
    .insertInto('memberships')
    .values({
      person_id: person.id,
      account_id: accountId,
      role,
      joined_at: at,
      environment,
      let_in_by: JSON.stringify([madeBy]),
    })
    .execute()
  await recordActivity(db, {
    accountId,
    environment,
    at,
    type: 'person.joined',
    actor: { kind: 'person', ...person },
    target: person,
    outcome: 'done',
    reason: role,
  })
}

/** Adds a person, and makes them a member of the account of the link. */
export async function addPerson(
  db: Database,
  link: EntryLink,
  { id, name }: Named,
  at: number,
): Promise<void> {
  await db.insertInto('people').values({ id, name, email: link.email, created_at: at }).execute()
  await addMembership(db, link, { id, name }, at)
}

/** Notes who made the link with which a member of the account comes in. Does nothing for somebody who was removed. */
export async function noteLetIn(
  db: Database,
  { accountId, madeBy }: EntryLink,
  personId: string,
): Promise<void> {
  const row = await db
    .selectFrom('memberships')
    .select('let_in_by')
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  if (!row) return
  await db
    .updateTable('memberships')
    .set({ let_in_by: JSON.stringify([...JSON.parse(row.let_in_by), madeBy]) })
    .where('person_id', '=', personId)
    .where('account_id', '=', accountId)
    .execute()
}
