import type { Database } from '@/lib/storage/database'

/** A person as the issuer of single sign-on knows them. */
export interface Identity {
  issuer: string
  /** The issuer's id of the person. */
  subject: string
  /** A name that people may have here. */
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
 * Finds the person of an identity. People are known by the issuer and its id of them, never by an address of e-mail, which
 * somebody else may have tomorrow.
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

/** Records that somebody has signed in. A name that came from the issuer follows the issuer, another one stays. */
export async function noteUse(
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
  // The name is that of the person in all their accounts, and an identity for one of them was made by its admin.
  if (onlyAccountId === null && before?.name === personName && personName !== name)
    await db.updateTable('people').set({ name }).where('id', '=', personId).execute()
  await db
    .updateTable('identities')
    .set({ name, last_used_at: at })
    .where('issuer', '=', issuer)
    .where('subject', '=', subject)
    .execute()
}

/** The identity was given to a person at the same time. */
export class IdentityTakenError extends Error {}

const mostTries = 3

/** Runs work again when another request gave the identity to a person meanwhile. */
export async function retryWhenTaken<T>(work: () => Promise<T>): Promise<T> {
  for (let round = 1; ; round++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof IdentityTakenError) || round === mostTries) throw error
    }
  }
}
