import { z } from 'zod'
import type { Service } from '@/lib/contract/services/catalogue'
import { issueWords } from './issue-words'
import { invalidArgument, ToolFailure } from './tool-failure'
import type { VendorSession } from './vendor-session'

/** `reads`: changes nothing. `adds`: only adds something new. `changes`: changes or removes what is there. */
export type Effect = 'reads' | 'adds' | 'changes'

interface ToolFacts<Input extends z.ZodObject, Output extends z.ZodObject> {
  service: Service
  /** One of the documented names. No two tools have the same name. */
  name: string
  /** For an agent: what the tool does, and what to know before a call. */
  description: string
  effect: Effect
  /** The tool's own arguments. `account` and `idempotency_key` are added to those of every tool. */
  input: Input
  output: Output
}

interface ToolDefinition<Input extends z.ZodObject, Output extends z.ZodObject>
  extends ToolFacts<Input, Output> {
  /** Arguments that work in the sandbox as they stand. */
  examples: readonly z.input<Input>[]
  /** Does the work at the vendor. Throws `ToolFailure` when it was not done. */
  run: (input: z.output<Input>, vendor: VendorSession) => Promise<z.input<Output>>
  /**
   * Looks at the vendor for the work of an earlier call with the same key whose outcome is not known. Returns its output, or
   * `undefined` when that call did nothing, so that the work can be done now. Absent when the vendor offers no way to find
   * out. A tool whose vendor takes idempotency keys itself sets this to `repeatWithSameKey`.
   */
  findDone?: (input: z.output<Input>, vendor: VendorSession) => Promise<z.input<Output> | undefined>
}

/** A call of a tool with arguments that were checked. */
export interface PreparedCall {
  /** The arguments after the check, from which a repetition of the call is recognized. */
  input: object
  run: (vendor: VendorSession) => Promise<object>
  findDone?: (vendor: VendorSession) => Promise<object | undefined>
}

/** One of the documented tools: facts, schemas, and the work at the vendor. */
export interface Tool extends ToolFacts<z.ZodObject, z.ZodObject> {
  examples: readonly Readonly<Record<string, unknown>>[]
  /**
   * Checks the arguments and returns the call that is ready to run.
   *
   * @throws {ToolFailure} `invalid_arguments` with the name of the first argument that is wrong
   */
  prepare: (givenArguments: unknown) => PreparedCall
}

/** The `findDone` of tools whose vendor recognizes a repeated request by the key of the session, so that it may be sent again. */
export const repeatWithSameKey = async (): Promise<undefined> => undefined

/** Creates a tool. Arguments that the schema does not name are refused, so that no agent relies on them. */
export function defineTool<Input extends z.ZodObject, Output extends z.ZodObject>({
  run,
  findDone,
  ...facts
}: ToolDefinition<Input, Output>): Tool {
  const strictInput = z.strictObject(facts.input.shape)
  return {
    ...facts,
    prepare(givenArguments) {
      const parsed = strictInput.safeParse(givenArguments, { error: issueWords })
      if (!parsed.success) throw failureOf(parsed.error.issues[0])
      const input = facts.input.parse(parsed.data)
      return {
        input,
        run: (vendor) => run(input, vendor),
        ...(findDone && { findDone: (vendor) => findDone(input, vendor) }),
      }
    },
  }
}

function failureOf(issue: z.core.$ZodIssue | undefined): ToolFailure {
  const name = issue?.path.join('.').slice(0, 64) ?? ''
  if (issue?.code === 'unrecognized_keys') {
    const names = issue.keys.map((key) => `"${key.slice(0, 64)}"`).join(', ')
    return new ToolFailure('invalid_arguments', `The tool has no argument ${names}.`)
  }
  if (name === '')
    return new ToolFailure('invalid_arguments', 'The arguments have to be an object.')
  return invalidArgument(name, issue?.message ?? 'it has another form')
}
