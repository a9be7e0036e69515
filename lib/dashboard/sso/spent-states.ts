import 'server-only'
import { setTimeout as sleep } from 'node:timers/promises'
import { hashSecret } from '@/lib/storage/secret-hash'
import type { Dashboard } from '../dashboard'
import { wayLifetimeMs } from './sign-on-way'

/** A state is remembered for longer than it can be used, because the clocks of two servers differ. */
const rememberedMs = 2 * wayLifetimeMs
const pollIntervalMs = 100

/**
 * Records that a browser has come back with a state. Of all calls with one state, on all servers,
 * only one returns true.
 */
export async function spendState({ storage, now }: Dashboard, state: string): Promise<boolean> {
  await storage.ready()
  const { db } = storage
  await db.deleteFrom('spent_states').where('expires_at', '<=', now()).execute()
  const inserted = await db
    .insertInto('spent_states')
    .values({ hash: hashSecret(state), expires_at: now() + rememberedMs })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .returning('hash')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Records that the request that has spent a state is done. */
export async function endState({ storage, now }: Dashboard, state: string): Promise<void> {
  await storage.db
    .updateTable('spent_states')
    .set({ ended_at: now() })
    .where('hash', '=', hashSecret(state))
    .execute()
}

/** Waits for the end of the request that has spent a state, as long as a request to the issuer may take. */
export async function waitForEndOfState({ storage, api }: Dashboard, state: string): Promise<void> {
  for (const deadline = Date.now() + api.timeoutMs; Date.now() < deadline; ) {
    const row = await storage.db
      .selectFrom('spent_states')
      .select('ended_at')
      .where('hash', '=', hashSecret(state))
      .executeTakeFirst()
    if (row?.ended_at !== null) return
    await sleep(pollIntervalMs)
  }
}
