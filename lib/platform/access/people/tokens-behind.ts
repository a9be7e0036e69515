import { type Actor, actorSchema } from '@/lib/contract/api/actor'
import type { Database } from '@/lib/storage/database'
import { signInLink } from '../system-actors'

/** A chain with more tokens than this is not followed. */
const maxChainLength = 20

const actorsSchema = actorSchema.array()

/** Returns the actors in a column, or none for a value that cannot be read. */
export function actorsIn(stored: string | null | undefined): Actor[] {
  try {
    return actorsSchema.parse(JSON.parse(stored ?? '[]'))
  } catch {
    return []
  }
}

/** Returns the one actor in a column, or `undefined` for a value that cannot be read. */
export function actorIn(stored: string | null | undefined): Actor | undefined {
  return stored === null || stored === undefined ? undefined : actorsIn(`[${stored}]`)[0]
}

/**
 * Returns the ids of the API tokens that may be behind an actor: the token itself, the tokens that created it, and those that
 * made the links with which a person came in. The holder of one of these tokens may also be this actor. Returns null when the
 * chain is too long to be followed.
 */
export async function tokensBehind(
  db: Database,
  accountId: string,
  actor: Actor,
): Promise<ReadonlySet<string> | null> {
  const found = new Set<string>()
  let current: Actor | undefined = actor
  for (let length = 0; length < maxChainLength; length++) {
    if (current?.kind === 'person') {
      const row = await db
        .selectFrom('memberships')
        .select('let_in_by')
        .where('person_id', '=', current.id)
        .where('account_id', '=', accountId)
        .executeTakeFirst()
      for (const { kind, id } of actorsIn(row?.let_in_by)) if (kind === 'token') found.add(id)
      return found
    }
    if (current?.kind !== 'token') return found
    const { id }: Actor = current
    const row: { created_by: string | null } | undefined = await db
      .selectFrom('tokens')
      .select('created_by')
      .where('id', '=', id)
      .where('account_id', '=', accountId)
      .executeTakeFirst()
    current = actorIn(row?.created_by ?? null)
    // Nobody holds the token of a session that began with a sign-in link: it never leaves the server.
    if (current?.kind !== signInLink.kind || current.id !== signInLink.id) found.add(id)
  }
  return null
}
