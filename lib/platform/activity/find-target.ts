import { type Operation, roleMay } from '@/lib/contract/api/permissions'
import type { Database } from '@/lib/storage/database'
import type { Caller } from '../access/caller'
import { nameOfWebhook } from '../core/activity-names'
import { nameOfIntegration } from '../core/history'

export interface Target {
  id: string
  name: string
}

type FindName = (db: Database, caller: Caller, id: string) => Promise<string | undefined>

interface Resource {
  /** The prefix of the ids. */
  prefix: string
  /** What a caller has to be allowed to do to read the name. */
  readBy: Operation
  /** Finds the name in the caller's account and environment. */
  findName?: FindName
}

/** The resources, by the first segment after `/v1/`. */
const resources: Record<string, Resource> = {
  integrations: {
    prefix: 'int',
    readBy: 'view',
    async findName(db, { accountId, environment }, id) {
      const row = await db
        .selectFrom('integrations')
        .select(['service', 'account_name'])
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .where('environment', '=', environment)
        .executeTakeFirst()
      return row && nameOfIntegration(row)
    },
  },
  tokens: {
    prefix: 'tok',
    readBy: 'manage_tokens',
    async findName(db, { accountId, environment }, id) {
      const row = await db
        .selectFrom('tokens')
        .select('name')
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .where('environment', '=', environment)
        .executeTakeFirst()
      return row?.name
    },
  },
  people: {
    prefix: 'per',
    readBy: 'view_people',
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
    readBy: 'manage_webhooks',
    async findName(db, { accountId, environment }, id) {
      const row = await db
        .selectFrom('webhooks')
        .select(['url', 'description'])
        .where('id', '=', id)
        .where('account_id', '=', accountId)
        .where('environment', '=', environment)
        .executeTakeFirst()
      return row && nameOfWebhook(row)
    },
  },
  redirect_uris: { prefix: 'uri', readBy: 'view_redirect_uris' },
  invitations: { prefix: 'inv', readBy: 'manage_people' },
  connect_attempts: { prefix: 'att', readBy: 'view_attempts' },
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

/**
 * Returns the target of a request: the resource whose id is in the path, or the account of the caller. A resource that the caller
 * could not read has its id in place of the name, as an id has that does not exist.
 */
export async function findTarget(db: Database, caller: Caller, path: string): Promise<Target> {
  const named = idInPath(path)
  if (!named) return { id: caller.accountId, name: caller.accountName }
  const { id, noun } = named
  const { readBy, findName } = resources[noun] ?? {}
  const mayRead = readBy !== undefined && roleMay(caller.role, readBy)
  const name = mayRead ? await findName?.(db, caller, id) : undefined
  return { id, name: name ?? id }
}
