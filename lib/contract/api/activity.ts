import { z } from 'zod'
import { plainText } from '../text/plain-text'
import { text, timeSchema } from '../text/text'
import { actorSchema, shownActorSchema } from './actor'
import { environmentSchema } from './role'
import { maxReasonLength } from './support-reason'

export const activityIdPattern = /^act_[A-Za-z0-9]{1,64}$/

/** The noun and the verb, such as `integration.disconnected`. */
export const activityTypePattern = /^[a-z][a-z0-9_]{0,40}\.[a-z][a-z0-9_]{0,40}$/

/** The form of the id of an actor: that of a token, of a person, or of a part of Miteos. */
export const actorIdPattern = /^[A-Za-z0-9_]{1,64}$/

export const activityOutcomes = [
  'done',
  /** The role of the caller does not allow it. */
  'refused',
  /** It failed for another reason. */
  'failed',
] as const
export type ActivityOutcome = (typeof activityOutcomes)[number]

/** An action in an account that was done, was refused or failed. It never contains a secret. */
export const activitySchema = z.object({
  id: z.string().max(68).regex(activityIdPattern),
  at: timeSchema,
  environment: environmentSchema,
  type: text(84).regex(activityTypePattern),
  actor: actorSchema,
  /** The target of the action, with the name by which people know it. */
  target: z.object({ id: text(128), name: text(4096) }),
  outcome: z.enum(activityOutcomes),
  /** A code for the reason, such as the code of the problem that was answered. */
  reason: text(64).optional(),
  /** The reason in the actor's own words. Support staff have to give one. */
  note: text(maxReasonLength).optional(),
})
export type ActivityItem = z.infer<typeof activitySchema>

const shownText = (maxLength: number) => z.string().max(maxLength).transform(plainText)

/** An entry of the activity in the form that the dashboard accepts from every Miteos. */
export const shownActivitySchema = z.object({
  id: z.string().max(128),
  at: z.string().max(64),
  environment: z.string().max(64),
  type: shownText(128),
  actor: shownActorSchema,
  target: z.object({ id: z.string().max(128), name: shownText(4096) }),
  outcome: z.enum(activityOutcomes).catch('done'),
  reason: shownText(128).optional().catch(undefined),
  note: shownText(maxReasonLength).optional().catch(undefined),
})
export type ShownActivity = z.infer<typeof shownActivitySchema>
export const shownActivityListSchema = z.array(shownActivitySchema).max(200)

/** The columns of the activity when it is downloaded as a table. */
export const activityColumns = [
  'id',
  'at',
  'environment',
  'type',
  'actor_kind',
  'actor_id',
  'actor_name',
  'target_id',
  'target_name',
  'outcome',
  'reason',
  'note',
] as const

/** Returns the cells of one row of the table, in the order of the columns. */
export function activityCells({ actor, target, ...item }: ActivityItem | ShownActivity): string[] {
  return [
    item.id,
    item.at,
    item.environment,
    item.type,
    actor.kind,
    actor.id,
    actor.name,
    target.id,
    target.name,
    item.outcome,
    item.reason ?? '',
    item.note ?? '',
  ]
}
