import { z } from 'zod'
import { services } from '../services/catalogue'
import { plainText } from '../text/plain-text'
import { text, timeSchema } from '../text/text'
import { actorSchema, shownActorSchema } from './actor'
import { accountReferenceSchema, shownAccountSchema } from './external-account'
import { reconnectLinkIdPattern } from './reconnect-link'
import { toolPolicySchema } from './tool-policy'

/** The form of an id. A stricter pattern would refuse the ids of another Miteos. */
export const integrationIdPattern = /^int_[A-Za-z0-9]{1,64}$/
export const integrationIdSchema = z.string().max(68).regex(integrationIdPattern)

/** Every reason for which a grant does not work any more. */
export const statusReasons = [
  /** The access token has run out and cannot be renewed, or the stored credential cannot be read. */
  'expired',
  /** The provider no longer accepts the grant. */
  'revoked',
  /** The grant allows no tool any more. */
  'scopes_removed',
  /** The account is closed at the provider. */
  'account_closed',
] as const
export const statusReasonSchema = z.enum(statusReasons)
export type StatusReason = z.infer<typeof statusReasonSchema>

/** Every reason for which an integration could not be checked. */
export const uncheckedReasons = [
  /** The provider could not answer: an error of its own, or a rate limit. */
  'unavailable',
  /** The provider could not be reached. */
  'unreachable',
  /** No complete answer came in time. */
  'timeout',
  /** The answer is not one that the provider documents. */
  'malformed',
  /** The provider refused without saying whether the grant has ended. */
  'refused',
  /** The provider refused with a code that it does not document. */
  'unexplained',
  /** The person or their administrator has to do something at the provider first. */
  'blocked',
  /** The provider refuses the registration of this server. */
  'misconfigured',
  /** The clocks of this server and of the provider differ. */
  'clock_wrong',
  /** The provider fails for many integrations, so that it is not asked for a while. */
  'left_alone',
] as const
export const uncheckedReasonSchema = z.enum(uncheckedReasons)
export type UncheckedReason = z.infer<typeof uncheckedReasonSchema>

/** Accepts also a service that only a newer version of the platform knows: the API answers its id. */
export const recordedServiceSchema = z.enum(services).or(
  z
    .string()
    .max(64)
    .regex(/^[a-z][a-z0-9_]*$/),
)

/** An integration as this platform answers it: the five documented fields, then the additional ones. */
export const integrationSchema = z.object({
  id: integrationIdSchema,
  service: recordedServiceSchema,
  status: z.enum(['connected', 'disconnected', 'error']),
  connected_at: timeSchema,
  available_tools: z.array(text(64)).max(16),
  account: accountReferenceSchema.optional(),
  status_reason: statusReasonSchema.optional(),
  /** When the status last changed. */
  status_since: timeSchema.optional(),
  checked_at: timeSchema.optional(),
  /** Since when a connected integration could not be checked. Absent when its last check got an answer. */
  unchecked_since: timeSchema.optional(),
  unchecked_reason: uncheckedReasonSchema.optional(),
  /** When the connection ends. Absent when the access token does not expire or can be refreshed. */
  expires_at: timeSchema.optional(),
  /** For a service with two tokens, the scopes of both. */
  scopes: z.array(text(256)).max(128).optional(),
  /**
   * Who gave the grant that is in use, by connecting or reconnecting. Absent when that is not
   * known.
   */
  connected_by: actorSchema.optional(),
  /** What an admin has decided about tools. Absent when all tools are allowed. */
  tool_policy: toolPolicySchema.optional(),
  /** Present while the integration waits for its running tools to end, and is then disconnected. */
  disconnecting: z.literal('when_idle').optional(),
})
export type Integration = z.infer<typeof integrationSchema>

/** Returns the schema of a text from another Miteos, which is cleaned so that it can be shown. */
function shownText(maxLength: number) {
  return z.string().max(maxLength).transform(plainText)
}

const optionalText = z.string().max(512).optional().catch(undefined)

/**
 * An integration as the dashboard accepts it from every Miteos, alone or in a list. An unknown service or
 * status stays readable, and an additional field that is missing or damaged is left out.
 */
export const listedIntegrationSchema = z.object({
  id: z.string().min(1).max(256),
  service: z.string().min(1).max(128),
  status: shownText(64).catch('unknown'),
  connected_at: z.string().max(64).nullable().catch(null),
  available_tools: z
    .array(z.unknown())
    .catch([])
    .transform((tools) =>
      tools
        .filter((tool): tool is string => typeof tool === 'string' && tool.length <= 128)
        .map(plainText)
        .filter(Boolean),
    ),
  account: shownAccountSchema.optional().catch(undefined),
  status_reason: optionalText,
  status_since: optionalText,
  checked_at: optionalText,
  unchecked_since: optionalText,
  unchecked_reason: optionalText,
  expires_at: optionalText,
  scopes: z.array(z.string()).max(256).optional().catch(undefined),
  connected_by: shownActorSchema.optional().catch(undefined),
  tool_policy: z.record(z.string().max(64), z.string().max(64)).optional().catch(undefined),
  disconnecting: optionalText,
})
export type ListedIntegration = z.infer<typeof listedIntegrationSchema>

/** The list is a bare array, oldest first. */
export const integrationListSchema = z.array(listedIntegrationSchema)

/** Body of `POST /v1/integrations`. */
export const connectRequestSchema = z.object({
  service: z.enum(services),
  oauth_code: text(4096).min(1).optional(),
  /** A Telegram bot's own token, for automation. */
  bot_token: text(256).min(1).optional(),
  /** The id of the integration to reconnect. Without `replace`, the grant must be for the account that it has. */
  reconnects: integrationIdSchema.optional(),
  /** With `reconnects`: replace the known account by the one that the grant is for. Admins only. */
  replace: z.boolean().optional(),
  /**
   * With `reconnects`: the id of the reconnect link with which the caller came. The link ends with the
   * reconnect. When it has ended before, nothing is connected.
   */
  reconnect_link: z.string().max(68).regex(reconnectLinkIdPattern).optional(),
})
export type ConnectRequest = z.infer<typeof connectRequestSchema>

/** The faults that the sandbox can cause in a grant. */
export const faults = [
  /** The access token runs out. */
  'expire',
  /** The grant is revoked. */
  'revoke',
  /** The access token runs out and cannot be refreshed. */
  'fail_refresh',
] as const
export type Fault = (typeof faults)[number]

export const faultRequestSchema = z.object({
  fault: z.enum(faults),
  /**
   * Absent: the integration is checked at once. `true`, with `revoke` only: the vendor sends its
   * signal, which leads to a check. `false`: neither happens.
   */
  signal: z.boolean().optional(),
})
export type FaultRequest = z.infer<typeof faultRequestSchema>
