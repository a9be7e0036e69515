import type { Person } from '@/lib/contract/api/person'
import type { Database } from '@/lib/storage/database'

type Way = Person['sign_in'][number]

/** Returns the ways in which people can sign in to an account. */
export type SignInWays = (
  db: Database,
  accountId: string,
  people: readonly { id: string }[],
) => Promise<(personId: string) => Way[]>

/** Creates the function that finds the ways to sign in. `issuer` is the one of single sign-on. Absent when there is none. */
export function createSignInWays(issuer: string | undefined): SignInWays {
  /** Returns which people have a row that signs in to the account. */
  async function findOwners(
    db: Database,
    table: 'passkeys' | 'identities',
    accountId: string,
    ids: string[],
  ) {
    const rows = await db
      .selectFrom(table)
      .select('person_id')
      .distinct()
      .where('person_id', 'in', ids)
      .where((is) =>
        is.or([is('only_account_id', 'is', null), is('only_account_id', '=', accountId)]),
      )
      .$if(table === 'identities', (query) => query.where('identities.issuer', '=', issuer ?? ''))
      .execute()
    return new Set(rows.map((row) => row.person_id))
  }

  return async (db, accountId, people) => {
    const ids = people.map(({ id }) => id)
    if (ids.length === 0) return () => []
    const passkeys = await findOwners(db, 'passkeys', accountId, ids)
    const identities =
      issuer === undefined ? new Set() : await findOwners(db, 'identities', accountId, ids)
    return (id) => [
      ...(passkeys.has(id) ? (['passkey'] as const) : []),
      ...(identities.has(id) ? (['sso'] as const) : []),
    ]
  }
}
