import { z } from 'zod'
import { plainText } from '../text/plain-text'
import { text, timeSchema } from '../text/text'
import { actorSchema } from './actor'
import { accountReferenceSchema, shownAccountSchema } from './external-account'

export const eventTypes = [
  'connected',
  'reconnected',
  'account_replaced',
  'disconnected',
  'revoked_at_provider',
  /**
   * The revocation failed and will be tried again. The reason is the kind of failure, such as `unreachable`, or
   * `not_configured` while the service is not set up on the platform.
   */
  'revocation_failed',
  /** The revocation failed for a week and will not be tried again. */
  'revocation_given_up',
  /**
   * The revocation was not tried. The reason is `shared_grant` when other integrations use the grant, `by_hand`
   * when only the owner of the account can revoke it, or `nothing_held` when no credential was left. Older histories
   * also contain `not_configured`, for a grant that was given up because its service was not set up.
   */
  'revocation_skipped',
  'status_error',
  'status_connected',
  'check_failed',
  'tools_changed',
  /** An admin has decided which tools may be called. */
  'tool_policy_changed',
  /** A request asked to disconnect the integration when none of its tools runs. */
  'disconnect_requested',
  /** The simulated account was reset. */
  'account_reset',
  'fault_injected',
  'code_replayed',
] as const
export type EventType = (typeof eventTypes)[number]

/** Accepts also a type that only a newer version of the platform knows: the API answers such a type unchanged. */
const recordedTypeSchema = z.enum(eventTypes).or(
  z
    .string()
    .max(64)
    .regex(/^[a-z][a-z0-9_]*$/),
)

/** An event in the history of an integration, as this platform answers it. */
export const eventSchema = z.object({
  id: z
    .string()
    .max(64)
    .regex(/^evt_[A-Za-z0-9]+$/),
  at: timeSchema,
  type: recordedTypeSchema,
  /** The name of the actor who caused the event. Absent when the platform acted by itself. */
  actor: text(128).optional(),
  /**
   * Who caused the event. Absent when the platform acted by itself, and in events from before this
   * was recorded.
   */
  caused_by: actorSchema.optional(),
  reason: text(64).optional(),
  account: accountReferenceSchema.optional(),
})

export type RecordedEvent = z.infer<typeof eventSchema>

/** An event as the dashboard accepts it from every Miteos, also with a type that this program does not know. */
export const listedEventSchema = z.object({
  id: z.string().max(64),
  at: z.string().max(64),
  type: z.string().max(64).transform(plainText),
  actor: z.string().max(128).transform(plainText).optional().catch(undefined),
  reason: z.string().max(64).optional().catch(undefined),
  account: shownAccountSchema.optional().catch(undefined),
})
export type IntegrationEvent = z.infer<typeof listedEventSchema>

/** The list is newest first. */
export const eventListSchema = z.array(listedEventSchema)
