import { z } from 'zod'
import { timeSchema } from '../text/text'
import { testEvent, webhookEvents } from './webhook'

export const deliveryIdPattern = /^dlv_[A-Za-z0-9]{1,64}$/
export const deliveryIdSchema = z.string().max(68).regex(deliveryIdPattern)

export const messageIdSchema = z
  .string()
  .max(68)
  .regex(/^msg_[A-Za-z0-9]{1,64}$/)

/** Why a receiver did not accept a message. */
export const deliveryErrors = [
  /** It did not answer within ten seconds. */
  'timeout',
  /** Its name leads to an address that is not public. Nothing was sent. */
  'refused_address',
  /** Its name is unknown, it refused the connection, or what it answered is not HTTP. */
  'unreachable',
  /** Its certificate is not valid for its name. */
  'certificate',
  /** It answered with a redirect, which is not followed. */
  'redirect',
  /** It answered with another status than 2xx. */
  'status',
] as const
export type DeliveryError = (typeof deliveryErrors)[number]

/** One try to deliver a message to a webhook, and how the receiver answered. */
export const deliverySchema = z.object({
  id: deliveryIdSchema,
  /** The `webhook-id` that the receiver got. All tries of one message have the same. */
  message_id: messageIdSchema,
  event: z.enum([...webhookEvents, testEvent]),
  at: timeSchema,
  /** The number of this try of the message, from 1. */
  attempt: z.int().min(1).max(1_000_000),
  /** The HTTP status of the answer. Absent when there was none. */
  status: z.int().min(100).max(999).optional(),
  took_ms: z.int().min(0).max(3_600_000),
  /** When the message is tried again. Absent when it was accepted, and after the last try. */
  next_at: timeSchema.optional(),
  /** Absent when the receiver accepted the message. */
  error: z.enum(deliveryErrors).optional(),
})
export type Delivery = z.infer<typeof deliverySchema>

/** The list is newest first. */
export const deliveryListSchema = z.array(deliverySchema)

/** The answer to a request that sends something: the id of the message that is being sent. */
export const sentMessageSchema = z.object({ message_id: messageIdSchema })
export type SentMessage = z.infer<typeof sentMessageSchema>
