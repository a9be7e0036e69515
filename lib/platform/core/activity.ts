import type { ActivityOutcome } from '@/lib/contract/api/activity'
import type { Actor } from '@/lib/contract/api/actor'
import type { Database } from '@/lib/storage/database'
import { safeTarget, withoutPaths, withoutSecrets } from './activity-names'
import { newIdAt } from './new-id'

/** An action in an account that was done, was refused or failed. */
export interface Activity {
  accountId: string
  /**
   * The environment as stored. A newer version may have written one that this version does not
   * know.
   */
  environment: string
  /** Milliseconds since 1970. */
  at: number
  /** The noun and the verb, such as `redirect_uri.registered`. */
  type: string
  actor: Actor
  /** What was acted on: its id, and the name by which people know it. */
  target: { id: string; name: string }
  /** The integration that was acted on, if it was one. */
  integrationId?: string | undefined
  outcome: ActivityOutcome
  reason?: string | undefined
  /** The reason that a person gave in their own words. */
  note?: string | undefined
}

/**
 * Adds an entry to the activity of an account, without the secrets that may be in its names and its
 * note. Call it in the database transaction that makes the change, if something was changed.
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
      actor: JSON.stringify({ ...actor, name: withoutPaths(actor.name) }),
      actor_id: actor.id,
      target: JSON.stringify(safeTarget(target)),
      integration_id: integrationId ?? null,
      outcome,
      reason: reason ?? null,
      note: note === undefined ? null : withoutSecrets(note),
    })
    .execute()
}
