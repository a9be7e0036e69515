import { z } from 'zod'
import { plainText } from '../text/plain-text'
import { text, timeSchema } from '../text/text'
import { actorSchema } from './actor'
import { accountReferenceSchema } from './external-account'
import { integrationIdSchema, recordedServiceSchema } from './integration'

export const toolCallIdPattern = /^call_[A-Za-z0-9]{1,64}$/
export const toolCallIdSchema = z.string().max(69).regex(toolCallIdPattern)

/** Why a call did not do its work. For each kind there is a different next step. */
export const toolFailureKinds = [
  /** No account of the service is connected. */
  'needs_connecting',
  /** The connection has ended. */
  'needs_reconnecting',
  /** The person has not allowed what the tool needs. */
  'not_granted',
  /** An admin, or the person who was asked, does not allow the call. */
  'denied',
  /** The same key came before with other arguments. */
  'idempotency_conflict',
  /** A person has to approve the call first. */
  'needs_approval',
  /** Several accounts could be meant. */
  'ambiguous_account',
  'invalid_arguments',
  /** The vendor refused the request, or one of its steps. The message says what was done before that step. */
  'vendor_refused',
  'rate_limited',
  /** The vendor did not answer, or is not able to answer now. The message says what was done before. */
  'unavailable',
  /** It is not known whether the vendor did what was asked. */
  'outcome_unknown',
] as const
export type ToolFailureKind = (typeof toolFailureKinds)[number]

/** The outcome of a call. `blocked` means that the vendor was not asked at all. */
export const callOutcomes = ['ok', 'failed', 'blocked', 'running', 'unknown'] as const
export type CallOutcome = (typeof callOutcomes)[number]

/** The record of one call of a tool. It never contains the arguments or the output. */
export const toolCallSchema = z.object({
  id: toolCallIdSchema,
  tool: text(64),
  service: recordedServiceSchema,
  /** The integration and its account. Absent when the call was refused before one was chosen. */
  integration_id: integrationIdSchema.optional(),
  account: accountReferenceSchema.optional(),
  at: timeSchema,
  took_ms: z.int32().min(0),
  outcome: z.enum(callOutcomes),
  /** Absent when the call did its work. */
  error: z
    .object({
      kind: z.enum(toolFailureKinds),
      /**
       * The page on which a person approves the call. Present in the record of the first call that
       * asks for the approval, while it waits.
       */
      url: text(2048).optional(),
    })
    .optional(),
  actor: actorSchema,
})
export type ToolCall = z.infer<typeof toolCallSchema>

const shownText = (maxLength: number) => z.string().max(maxLength).transform(plainText)

/** The record of a call as the dashboard accepts it from every Miteos. */
export const shownToolCallSchema = z.object({
  id: z.string().max(128),
  tool: shownText(128),
  at: z.string().max(64),
  took_ms: z.number().min(0).catch(0),
  outcome: z.enum(callOutcomes).catch('unknown'),
  error: z
    .object({
      kind: z.string().max(64),
      url: z
        .url({ protocol: /^https?$/ })
        .max(2048)
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  actor: z
    .object({ name: shownText(256) })
    .optional()
    .catch(undefined),
})
export type ShownToolCall = z.infer<typeof shownToolCallSchema>
export const shownToolCallListSchema = z.array(shownToolCallSchema).max(200)

/** Why a call did not do its work, for the caller. */
export const callErrorSchema = z.object({
  kind: z.enum(toolFailureKinds),
  /** One sentence with the next step. */
  message: text(2000),
  /** Whether the same call may succeed later although nobody does anything about it. */
  retryable: z.boolean(),
  retry_after_ms: z.int32().min(0).optional(),
  /** The page on which a person can resolve the failure: connect, reconnect or approve. */
  url: text(2048).optional(),
})
export type CallError = z.infer<typeof callErrorSchema>

/** The answer to `POST /v1/tool_calls`: the record, and the output or the error. */
export const toolCallAnswerSchema = toolCallSchema.extend({
  output: z.record(z.string(), z.unknown()).optional(),
  error: callErrorSchema.optional(),
})
export type ToolCallAnswer = z.infer<typeof toolCallAnswerSchema>

/** Body of `POST /v1/tool_calls`. */
export const toolCallRequestSchema = z.object({
  tool: text(64).min(1, 'it is empty'),
  arguments: z.record(z.string(), z.unknown(), 'it has to be an object').optional(),
  /** The id of an integration, or the name of its account. */
  account: text(256).min(1, 'it is empty').optional(),
})
export type ToolCallRequest = z.infer<typeof toolCallRequestSchema>
