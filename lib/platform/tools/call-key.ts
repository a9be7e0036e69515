import type { Caller } from '../access/caller'

/** The key of a call, by which a repetition is recognized. */
export interface CallKey {
  caller: Caller
  /** The key that the caller has chosen. Only its hash is stored. */
  key: string
  /** The tool and its arguments. The same key with other content is refused. Only a hash of it is stored. */
  content: string
  /** The id under which the call is recorded. */
  callId: string
}

/** Returns the content of a call in a form that does not depend on the order of its arguments. */
export function contentOf(tool: string, account: string | undefined, input: object): string {
  return JSON.stringify([tool, account ?? null, sorted(input)])
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (!(value instanceof Object)) return value
  return Object.entries(value)
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, field]) => [name, sorted(field)])
}
