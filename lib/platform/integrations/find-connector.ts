import { sql } from 'kysely'
import { z } from 'zod'
import { roleMay } from '@/lib/contract/api/permissions'
import { roleSchema } from '@/lib/contract/api/role'
import type { Database } from '@/lib/storage/database'

/** A person, and the address to which a mail to them goes. */
export interface Connector {
  personId: string
  address: string
}

/**
 * Returns the person who connected an integration, themselves or with an API token that they created.
 * Returns null when that person does not belong to the account any more, may not connect there, or has no e-mail address to
 * which a mail can go.
 */
export async function findConnector(
  db: Database,
  { id, environment }: { id: string; environment: string },
): Promise<Connector | null> {
  const row = await db
    .selectFrom('integrations')
    .leftJoin('tokens', (join) =>
      join
        .onRef('tokens.id', '=', 'integrations.connected_by_id')
        .onRef('tokens.account_id', '=', 'integrations.account_id'),
    )
    .innerJoin('memberships', (join) =>
      join
        .onRef('memberships.account_id', '=', 'integrations.account_id')
        .on(
          'memberships.person_id',
          '=',
          sql<string>`coalesce(tokens.person_id, integrations.connected_by_id)`,
        ),
    )
    .select(['memberships.person_id as personId', 'memberships.email', 'memberships.role'])
    .where('integrations.id', '=', id)
    .where(({ eb, or }) =>
      or([eb('only_environment', 'is', null), eb('only_environment', '=', environment)]),
    )
    .executeTakeFirst()
  const email = z.email().safeParse(row?.email)
  const role = roleSchema.safeParse(row?.role)
  const mayConnect = role.success && roleMay(role.data, 'connect')
  return row && email.success && mayConnect ? { personId: row.personId, address: email.data } : null
}
