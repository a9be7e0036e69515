import 'server-only'
import { createHash } from 'node:crypto'
import type { Dashboard } from '../dashboard'

/**
 * Returns the name of the stored fact that a connect URL sends `state` back. The documentation of the API does not
 * promise `state`, so this fact is recorded for each connect URL.
 */
function factName(connectUrl: string): string {
  return `echoes_state:${createHash('sha256').update(connectUrl).digest('base64url')}`
}

/**
 * The fact counts for this time after `state` last came back. If a Miteos stops sending `state` back, connecting
 * works again after this time, but then a person has to press the button on the way back.
 */
const echoValidMs = 24 * 60 * 60_000

/**
 * Returns whether this remote Miteos has sent `state` back within the last day, to any server that uses this
 * store. If so, a way back without a state is refused.
 */
export async function wasStateEchoed({ storage, connectUrl, now }: Dashboard): Promise<boolean> {
  await storage.ready()
  const fact = await storage.db
    .selectFrom('facts')
    .select('value')
    .where('name', '=', factName(connectUrl))
    .executeTakeFirst()
  return fact !== undefined && Number(fact.value) > now() - echoValidMs
}

/** Records that the remote Miteos sent `state` back, and when. Does nothing with an embedded Miteos. */
export async function recordStateEcho({ embedded, storage, connectUrl, now }: Dashboard) {
  if (embedded) return
  await storage.ready()
  const value = String(now())
  await storage.db
    .insertInto('facts')
    .values({ name: factName(connectUrl), value })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value }))
    .execute()
}
