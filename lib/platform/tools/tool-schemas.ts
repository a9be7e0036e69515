import { z } from 'zod'
import { keyForm, keyPattern } from '@/lib/contract/api/idempotency-key'
import { issueWords } from './issue-words'
import type { Tool } from './tool'
import { invalidArgument } from './tool-failure'

type JsonSchema = Record<string, unknown>

/** The arguments that every tool takes beside its own. */
const accountArgument = z
  .string()
  .min(1)
  .max(256)
  .optional()
  .describe(
    'The account to use: the id of an integration (int_…) or the name of its account. Required when several accounts of the service are connected.',
  )
/** Makes a repetition of a call safe. Printable ASCII, as in the header `Idempotency-Key`. */
const keyArgument = z
  .string()
  .regex(keyPattern, keyForm)
  .optional()
  .describe(
    'A text that is new for each call that you mean to make. Repeat a call with the same key when you got no answer: it is then done once.',
  )

const commonArguments = z.object({ account: accountArgument, idempotency_key: keyArgument })

/** The arguments of a call: those that every tool takes, and the tool's own. */
export interface CallArguments {
  account: string | undefined
  key: string | undefined
  input: object
}

/**
 * Separates the arguments that every tool takes from the tool's own.
 *
 * @throws {ToolFailure} `invalid_arguments`
 */
export function readArguments(givenArguments: Readonly<Record<string, unknown>>): CallArguments {
  const { account, idempotency_key, ...input } = givenArguments
  const common = commonArguments.safeParse({ account, idempotency_key }, { error: issueWords })
  if (common.success)
    return { account: common.data.account, key: common.data.idempotency_key, input }
  const [issue] = common.error.issues
  throw invalidArgument(String(issue?.path[0]), issue?.message ?? 'it has another form')
}

const accountOutput = z
  .object({ id: z.string(), name: z.string(), integration_id: z.string() })
  .describe('The account that was used.')

interface ToolSchemas {
  input: JsonSchema
  /** `input` with `idempotency_key`. Differs only for a tool that only reads, and is used while its calls have to be approved. */
  inputWithKey: JsonSchema
  output: JsonSchema
}

const schemas = new WeakMap<Tool, ToolSchemas>()

function schemasOf(tool: Tool) {
  const known = schemas.get(tool)
  if (known) return known
  const { account, idempotency_key } = commonArguments.shape
  const inputOf = (keyed: object) => ({
    ...z.toJSONSchema(z.strictObject({ ...tool.input.shape, account, ...keyed }), { io: 'input' }),
    examples: [...tool.examples],
  })
  const inputWithKey = inputOf({ idempotency_key })
  const created = {
    input: tool.effect === 'reads' ? inputOf({}) : inputWithKey,
    inputWithKey,
    output: z.toJSONSchema(z.object({ ...tool.output.shape, account: accountOutput }), {
      io: 'output',
    }),
  }
  schemas.set(tool, created)
  return created
}

/**
 * Returns the JSON Schema of all arguments of a tool, with examples that run in the sandbox.
 *
 * @param isAsked whether calls have to be approved, so that a tool that only reads takes a key too
 */
export function inputSchemaOf(tool: Tool, { isAsked = false } = {}): JsonSchema {
  const { input, inputWithKey } = schemasOf(tool)
  return isAsked ? inputWithKey : input
}

/** Returns the JSON Schema of the output of a tool, as callers get it. */
export function outputSchemaOf(tool: Tool): JsonSchema {
  return schemasOf(tool).output
}
