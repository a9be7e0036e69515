import type { Actor } from '@/lib/contract/api/actor'
import type { Database } from '@/lib/storage/database'
import { newId } from './new-id'

export interface Activity {
  accountId: string
  /** As it is stored: a newer version may know other environments. */
  environment: string
  /** Milliseconds since 1970. */
  at: number
  /** The noun and the verb, such as `redirect_uri.registered`. */
  type: string
  actor: Actor
  /** The thing that it was done to. The name is the one that people know. */
  target: { id: string; name: string }
  outcome: 'done' | 'refused' | 'failed'
  reason?: string | undefined
}

/** Records that somebody did something in an account. To be called in the transaction that makes the change. */
export async function recordActivity(
  db: Database,
  { accountId, environment, at, type, actor, target, outcome, reason }: Activity,
): Promise<void> {
  await db
    .insertInto('activity')
    .values({
      id: newId('act'),
      account_id: accountId,
      environment,
      at,
      type,
      actor: JSON.stringify(actor),
      target: JSON.stringify(target),
      outcome,
      reason: reason ?? null,
    })
    .execute()
}
