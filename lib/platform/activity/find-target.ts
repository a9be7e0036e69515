import type { Database } from '@/lib/storage/database'
import type { Caller } from '../access/caller'
import { nameOfIntegration } from '../core/history'

export interface Target {
  id: string
  name: string
}

type FindName = (db: Database, caller: Caller, id: string) => Promise<string | undefined>

/** For the first segment after `/v1/`: the prefix of the ids there, and how their names are found in the caller's account. */
const resources: Record<string, { prefix: string; findName?: FindName }> = {
  integrations: {
    prefix: 'int',
    async findName(db, { accountId }, id) {
      const row = await db
        .selectFrom('integrations')
        .select(['service', 'account_name'])
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row && nameOfIntegration(row)
    },
  },
  tokens: {
    prefix: 'tok',
    async findName(db, { accountId }, id) {
      const row = await db
        .selectFrom('tokens')
        .select('name')
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row?.name
    },
  },
  people: {
    prefix: 'per',
    async findName(db, { accountId }, id) {
      const row = await db
        .selectFrom('memberships')
        .innerJoin('people', 'people.id', 'memberships.person_id')
        .select('name')
        .where('person_id', '=', id)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row?.name
    },
  },
  webhooks: {
    prefix: 'whk',
    async findName(db, { accountId }, id) {
      const row = await db
        .selectFrom('webhooks')
        .select('url')
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      return row?.url
    },
  },
  redirect_uris: { prefix: 'uri' },
  invitations: { prefix: 'inv' },
  connect_attempts: { prefix: 'att' },
}

/**
 * Returns the id in the path of a request, or null when there is none. A text without the form of our ids is not returned,
 * because it may be a secret that was pasted there.
 */
export function idInPath(path: string): { noun: string; id: string } | null {
  const [, , noun = '', id = ''] = path.split('/')
  const prefix = Object.hasOwn(resources, noun) ? resources[noun]?.prefix : undefined
  const isId = prefix !== undefined && new RegExp(`^${prefix}_[0-9a-hjkmnp-tv-z]{26}$`).test(id)
  return isId ? { noun, id } : null
}

/** Returns the target of a request: the resource whose id is in the path, or the account of the caller. */
export async function findTarget(db: Database, caller: Caller, path: string): Promise<Target> {
  const named = idInPath(path)
  if (!named) return { id: caller.accountId, name: caller.accountName }
  const name = await resources[named.noun]?.findName?.(db, caller, named.id)
  return { id: named.id, name: name ?? named.id }
}
