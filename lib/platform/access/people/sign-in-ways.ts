import type { Person } from '@/lib/contract/api/person'
import type { Database } from '@/lib/storage/database'
import { passkeyStillWorks } from './ended-passkeys'

type Way = Person['sign_in'][number]

/** Finds the ways in which people can sign in to an account. Returns a function that returns those of one person by id. */
export type SignInWays = (
  db: Database,
  accountId: string,
  people: readonly { id: string }[],
) => Promise<(personId: string) => Way[]>

/** @param issuer the URL of the issuer of single sign-on, `undefined` when none is configured */
export function createSignInWays(issuer: string | undefined): SignInWays {
  /** Returns the ids of the people who can sign in to the account with a row of the table. */
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
      .$if(table === 'passkeys', (query) => query.where(passkeyStillWorks(accountId)))
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
