import { z } from 'zod'
import type { ListedTool } from '../api/tool'
import type { ToolCallAnswer } from '../api/tool-call'
import { text } from '../text/text'

/** A tool that a person can try with an integration of the test environment. */
export type ToolToTry = Pick<ListedTool, 'name' | 'writes' | 'state' | 'input_schema'>

/** The result of a call. */
export type TriedCall = Pick<ToolCallAnswer, 'outcome' | 'took_ms' | 'output' | 'error'>

/** Body of a request to try a tool. A call that is repeated with its key is done once. */
export const tryItRequestSchema = z.object({
  tool: text(64).min(1),
  arguments: z.record(z.string(), z.unknown()),
  key: z.string().regex(/^[\w-]{1,64}$/),
})
export type TryItRequest = z.infer<typeof tryItRequestSchema>
