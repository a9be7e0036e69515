import 'server-only'
import { createHash } from 'node:crypto'
import type { Dashboard } from '../dashboard'

/** The documents do not promise that `state` comes back, so it is learned of each connect URL. */
function factName(connectUrl: string): string {
  return `echoes_state:${createHash('sha256').update(connectUrl).digest('base64url')}`
}

/**
 * Whether this Miteos is known to send `state` back. Then a way back without one is not ours. The
 * embedded one does; a remote one is known to once it has.
 */
export async function echoesState({ embedded, storage, connectUrl }: Dashboard): Promise<boolean> {
  if (embedded) return true
  await storage.ready()
  const fact = await storage.db
    .selectFrom('facts')
    .select('value')
    .where('name', '=', factName(connectUrl))
    .executeTakeFirst()
  return fact !== undefined
}

/** Remembers that a state of ours came back. */
export async function rememberEcho({ embedded, storage, connectUrl, now }: Dashboard) {
  if (embedded) return
  await storage.ready()
  await storage.db
    .insertInto('facts')
    .values({ name: factName(connectUrl), value: String(now()) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute()
}
