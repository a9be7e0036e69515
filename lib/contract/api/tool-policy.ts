import { z } from 'zod'
import { text } from '../text/text'

/** The decision of an admin about a tool of an integration. `ask` means that a person approves each call. */
export const toolPolicies = ['allow', 'ask', 'deny'] as const
export type ToolPolicy = (typeof toolPolicies)[number]

/**
 * The decisions about the tools of an integration, by the names of the tools. A tool without a
 * decision is allowed.
 */
export const toolPolicySchema = z.record(text(64), z.enum(toolPolicies))
export type ToolPolicies = z.infer<typeof toolPolicySchema>
