import { z } from 'zod'
import { services } from '../services/catalogue'
import { plainText } from '../text/plain-text'
import { text, timeSchema } from '../text/text'
import { accountReferenceSchema, shownAccountSchema } from './external-account'
import { integrationIdSchema } from './integration'
import { toolPolicies, toolPolicySchema } from './tool-policy'

/**
 * Body of `PATCH /v1/integrations/{id}`. The decisions about tools that are not in it stay as they
 * are.
 */
export const changeIntegrationRequestSchema = z.object({ tools: toolPolicySchema })
export type ChangeIntegrationRequest = z.infer<typeof changeIntegrationRequestSchema>

/** Whether a tool can be called, and otherwise what is missing. */
export const toolStates = [
  'ready',
  'needs_connecting',
  'needs_reconnecting',
  'not_granted',
  'denied',
] as const
export type ToolState = (typeof toolStates)[number]

/** A JSON Schema, version 2020-12. */
const jsonSchemaSchema = z.record(z.string(), z.unknown())

/** A tool of the catalogue, and the integrations of the caller that it is for. */
export const listedToolSchema = z.object({
  name: text(64),
  service: z.enum(services),
  description: text(1024),
  input_schema: jsonSchemaSchema,
  output_schema: jsonSchemaSchema,
  /** Whether the tool changes something at the vendor. */
  writes: z.boolean(),
  /** The best of the states with the integrations, or `needs_connecting` when there is none. */
  state: z.enum(toolStates),
  /** The integrations of the service, without the disconnected ones. */
  integrations: z
    .array(
      z.object({
        id: integrationIdSchema,
        account: accountReferenceSchema,
        state: z.enum(toolStates),
        policy: z.enum(toolPolicies),
        /** Present while the integration takes no new calls, because it waits to be disconnected. */
        disconnecting: z.literal('when_idle').optional(),
      }),
    )
    .max(10_000),
})
export type ListedTool = z.infer<typeof listedToolSchema>

/** The list has all tools, in the order of the catalogue. */
export const listedToolListSchema = z.array(listedToolSchema)

const shownText = (maxLength: number) => z.string().max(maxLength).transform(plainText)
/** A state that this program does not know becomes `unknown`: the tool is shown as not usable. */
const shownStateSchema = z.enum([...toolStates, 'unknown']).catch('unknown')

/** A tool as the dashboard accepts it from every Miteos, without its schemas. */
export const shownToolSchema = z.object({
  name: shownText(128),
  service: z.string().max(128),
  description: shownText(4096).catch(''),
  writes: z.boolean().catch(true),
  state: shownStateSchema,
  integrations: z
    .array(
      z.object({
        id: z.string().max(256),
        account: shownAccountSchema.optional().catch(undefined),
        state: shownStateSchema,
        policy: z.enum(toolPolicies).catch('allow'),
        disconnecting: z.string().max(64).optional().catch(undefined),
      }),
    )
    .catch([]),
})
export type ShownTool = z.infer<typeof shownToolSchema>
export const shownToolListSchema = z.array(shownToolSchema).max(1000)

/** How the tools of an integration are used. */
export const toolUsageSchema = z.object({
  integration_id: integrationIdSchema,
  /** When the last call began. */
  last_used_at: timeSchema,
  /** The calls since the time that the request named, which is the beginning of the reader's day. */
  calls_today: z.int32().min(0),
  /** The calls that have begun and not ended. */
  running: z.int32().min(0),
})
export type ToolUsage = z.infer<typeof toolUsageSchema>

/** Only the integrations whose tools were used in the last 30 days. */
export const toolUsageListSchema = z.array(toolUsageSchema)

/** A tool as documentation describes it, without the integrations of anybody. */
export type DescribedTool = Pick<
  ListedTool,
  'name' | 'service' | 'description' | 'writes' | 'input_schema'
>
