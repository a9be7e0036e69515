import { z } from 'zod'
import { services } from '../services/catalogue'
import { text, timeSchema } from '../text/text'
import { actorSchema } from './actor'
import { integrationIdSchema } from './integration'
import { maxRedirectUriLength } from './redirect-uri'

export const connectAttemptIdPattern = /^att_[A-Za-z0-9]{1,64}$/
export const connectAttemptIdSchema = z.string().max(68).regex(connectAttemptIdPattern)

/** A reference that a page or a problem showed: a reference id of a page, a request id, or a client's own reference. */
export const referencePattern = /^[A-Za-z0-9_-]{1,64}$/

/** The steps of an attempt, in their order. */
export const connectSteps = [
  /** The person pressed Continue, or chose a bot. */
  'started',
  /** The person was sent to the provider. */
  'at_provider',
  /** The person came back from the provider. */
  'returned',
  /** The redirect URI got the code of the platform. */
  'code_given',
  /** The provider accepted the exchange of its code. */
  'exchanged',
  /** The provider said whose account it is. */
  'identified',
  /** The integration was saved. */
  'connected',
] as const
export type ConnectStep = (typeof connectSteps)[number]

export const connectStepSchema = z.object({
  step: z.enum(connectSteps),
  at: timeSchema,
  /** The id of the request in which the step happened. */
  request_id: text(64).optional(),
  /** Present, and always `true`, where the attempt ended without a connection. */
  failed: z.literal(true).optional(),
  /** With `failed`: what happened, in the words that the person or the caller got. */
  reason: text(1024).optional(),
})
export type ConnectStepRecord = z.infer<typeof connectStepSchema>

export const attemptOutcomes = ['under_way', 'connected', 'denied', 'failed', 'expired'] as const
export type AttemptOutcome = (typeof attemptOutcomes)[number]

/** The record of one attempt to connect. It contains no code, no state and no token. */
export const connectAttemptSchema = z.object({
  id: connectAttemptIdSchema,
  service: z.enum(services),
  /** The name of the app that asked for the connection. Absent for the dashboard itself. */
  app_name: text(64).optional(),
  /** The host to which the person returns, with the port if the URI has one. */
  redirect_host: text(maxRedirectUriLength),
  /** Absent when it is not known who was signed in. */
  started_by: actorSchema.optional(),
  started_at: timeSchema,
  outcome: z.enum(attemptOutcomes),
  /** Why the attempt ended without a connection, in the words that the person or the caller got. */
  reason: text(1024).optional(),
  integration_id: integrationIdSchema.optional(),
  steps: z.array(connectStepSchema).max(connectSteps.length),
})
export type ConnectAttempt = z.infer<typeof connectAttemptSchema>

/** The list is newest first. */
export const connectAttemptListSchema = z.array(connectAttemptSchema)
