import type { ActivityOutcome } from '@/lib/contract/api/activity'
import type { Actor } from '@/lib/contract/api/actor'
import type { Database } from '@/lib/storage/database'
import { newIdAt } from './new-id'

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
  /** The integration that it is about, if there is one. */
  integrationId?: string | undefined
  outcome: ActivityOutcome
  reason?: string | undefined
  /** What somebody said about it in their own words. */
  note?: string | undefined
}

/**
 * Records that somebody did something in an account, or was refused. What was done is to be recorded in the transaction that
 * makes the change.
 */
export async function recordActivity(
  db: Database,
  {
    accountId,
    environment,
    at,
    type,
    actor,
    target,
    integrationId,
    outcome,
    reason,
    note,
  }: Activity,
): Promise<void> {
  await db
    .insertInto('activity')
    .values({
      id: newIdAt('act', at),
      account_id: accountId,
      environment,
      at,
      type,
      actor: JSON.stringify(actor),
      actor_id: actor.id,
      target: JSON.stringify(target),
      integration_id: integrationId ?? null,
      outcome,
      reason: reason ?? null,
      note: note ?? null,
    })
    .execute()
}
