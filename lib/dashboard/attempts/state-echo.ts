import 'server-only'
import { createHash } from 'node:crypto'
import type { Dashboard } from '../dashboard'

/** The API's documents do not promise that `state` comes back, so this is remembered for each connect URL. */
function factName(connectUrl: string): string {
  return `echoes_state:${createHash('sha256').update(connectUrl).digest('base64url')}`
}

/** After this time a Miteos that stopped sending `state` back can be used again, by the press of a button. */
const believedMs = 24 * 60 * 60_000

/**
 * Whether this remote Miteos has sent `state` back within the last day, to any server that uses this store.
 * If so, a way back without a state is refused.
 */
export async function echoesState({ storage, connectUrl, now }: Dashboard): Promise<boolean> {
  await storage.ready()
  const fact = await storage.db
    .selectFrom('facts')
    .select('value')
    .where('name', '=', factName(connectUrl))
    .executeTakeFirst()
  return fact !== undefined && Number(fact.value) > now() - believedMs
}

/** Records that a state of ours came back, and when. */
export async function recordEcho({ embedded, storage, connectUrl, now }: Dashboard) {
  if (embedded) return
  await storage.ready()
  const value = String(now())
  await storage.db
    .insertInto('facts')
    .values({ name: factName(connectUrl), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
