import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Log } from '@/lib/http/log'
import type { Storage } from '@/lib/storage/database'
import type { Keyring } from '@/lib/storage/keyring'

/** The error for a command line that is not correct. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

export interface AdminTools {
  storage: Storage
  keyring: Keyring
  appUrl: string
  log: Log
  now: () => number
}

/** Runs one command, and returns the lines to print. */
export type Command = (tools: AdminTools, options: string[]) => Promise<string[]>

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_value') return `must be ${issue.values.join(' or ')}`
  return issue.code === 'invalid_type' ? 'is missing' : issue.message
}

/**
 * Returns the options of a command, with the defaults of the shape. Throws a `UsageError` when the line has another
 * option or a wrong value.
 */
export function readOptions<Shape extends z.ZodRawShape>(line: string[], shape: Shape) {
  const options = Object.fromEntries(
    Object.keys(shape).map((name) => [name, { type: 'string' as const }]),
  )
  try {
    return z.object(shape).parse(parseArgs({ args: line, options, strict: true }).values)
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : []
    if (issue) throw new UsageError(`--${issue.path.join('.')} ${describeIssue(issue)}.`)
    const [sentence = ''] = error instanceof Error ? error.message.split('. ') : []
    throw new UsageError(`${sentence}.`)
  }
}
