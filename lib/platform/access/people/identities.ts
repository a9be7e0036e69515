import type { Database } from '@/lib/storage/database'

/** A person as the issuer of single sign-on knows them. */
export interface Identity {
  issuer: string
  /** The issuer's id of the person. */
  subject: string
  /** The name that the issuer tells, in a form that names of people may have here. */
  name: string
}

/** A person who has signed in with an issuer before. */
export interface KnownIdentity {
  personId: string
  personName: string
  /** The only account in which the person may work. Null for all their accounts. */
  onlyAccountId: string | null
}

/**
 * Finds the person to whom an identity belongs, by the issuer and its id of the person. The e-mail address does not count,
 * because another person may have it tomorrow.
 */
export async function findIdentity(
  db: Database,
  { issuer, subject }: Identity,
): Promise<KnownIdentity | null> {
  const found = await db
    .selectFrom('identities')
    .innerJoin('people', 'people.id', 'identities.person_id')
    .select(['people.id as personId', 'people.name as personName'])
    .select('identities.only_account_id as onlyAccountId')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  return found ?? null
}

/** Gives an identity to a person. Returns false when the identity belongs to a person already. */
export async function addIdentity(
  db: Database,
  { issuer, subject, name }: Identity,
  { personId, onlyAccountId }: { personId: string; onlyAccountId: string | null },
  at: number,
): Promise<boolean> {
  const added = await db
    .insertInto('identities')
    .values({
      issuer,
      subject,
      name,
      person_id: personId,
      only_account_id: onlyAccountId,
      created_at: at,
      last_used_at: at,
    })
    .onConflict((conflict) => conflict.columns(['issuer', 'subject']).doNothing())
    .returning('person_id')
    .executeTakeFirst()
  return added !== undefined
}

/** Records a sign-in. The person's name follows a new name at the issuer, unless it was chosen here. */
export async function recordIdentityUse(
  db: Database,
  { issuer, subject, name }: Identity,
  { personId, personName, onlyAccountId }: KnownIdentity,
  at: number,
): Promise<void> {
  const before = await db
    .selectFrom('identities')
    .select('name')
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .executeTakeFirst()
  // All accounts of the person show the name, and the admin of one account made an identity for this account only.
  if (onlyAccountId === null && before?.name === personName && personName !== name)
    await db.updateTable('people').set({ name }).where('id', '=', personId).execute()
  await db
    .updateTable('identities')
    .set({ name, last_used_at: at })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute()
}

/** Thrown when another request gave the identity to a person at the same time. */
export class IdentityTakenError extends Error {}

const maxTries = 3

/** Runs the work, and again when it throws an `IdentityTakenError`, three times at most. */
export async function retryWhenTaken<T>(work: () => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof IdentityTakenError) || round === maxTries) throw error
    }
  }
}
