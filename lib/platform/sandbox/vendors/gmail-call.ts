import { z } from 'zod'
import type { World } from '../worlds'
import { invalidArgument } from './gmail-errors'
import { labels, systemLabels } from './gmail-world'

/** A call of the Gmail API with a token that is accepted. */
export interface GmailCall {
  world: World
  /** The person whose mailbox it is. */
  owner: { name: string; email: string }
  query: URLSearchParams
  /** The JSON of the request. */
  body: unknown
  /** The id in the path, or an empty text. */
  id: string
  /** Milliseconds since 1970. */
  now: number
}

/** Does the work of a method. Returns the answer as JSON or as a response, or `undefined` for an empty answer. */
export type GmailMethod = (call: GmailCall) => Promise<object | undefined>

export interface DescribedMethod {
  verb: 'GET' | 'POST' | 'DELETE'
  /** The path below the mailbox. */
  path: string
  /** The token needs one of these scopes, which are written without their common beginning. */
  scopes: readonly string[]
  run: GmailMethod
}

/** Returns a page of a list, or a refusal. The token of a page is the number of items before it. */
export function pageOf<Item>(items: readonly Item[], query: URLSearchParams) {
  const token = query.get('pageToken') ?? '0'
  if (!/^\d{1,6}$/.test(token)) return { refusal: invalidArgument('Invalid pageToken') }
  const limit = Math.min(Math.max(Number(query.get('maxResults') ?? 100) || 100, 1), 500)
  const end = Number(token) + limit
  return {
    page: items.slice(Number(token), end),
    rest: {
      ...(end < items.length && { nextPageToken: String(end) }),
      resultSizeEstimate: items.length,
    },
  }
}

const labelChangeSchema = z.object({
  addLabelIds: z.array(z.string()).max(100).default([]),
  removeLabelIds: z.array(z.string()).max(100).default([]),
})
export type LabelChange = z.infer<typeof labelChangeSchema>

/** Reads the labels to add and to remove, or returns a refusal. */
export async function readLabelChange(
  { world, body }: GmailCall,
  reserved: readonly string[],
): Promise<LabelChange | Response> {
  const change = labelChangeSchema.safeParse(body).data
  if (!change) return invalidArgument('Invalid value')
  const own = (await world.list(labels)).map(({ id }) => id)
  const all = [...change.addLabelIds, ...change.removeLabelIds]
  if (all.length === 0) return invalidArgument('No label add or removes specified')
  const wrong = all.find(
    (id) => reserved.includes(id) || !(systemLabels.includes(id) || own.includes(id)),
  )
  return wrong === undefined ? change : invalidArgument(`Invalid label: ${wrong}`)
}

/** Returns the labels of a mail after a change. */
export function labelsAfter(labelIds: readonly string[], change: LabelChange): string[] {
  const all = new Set([...labelIds, ...change.addLabelIds])
  for (const id of change.removeLabelIds) all.delete(id)
  return [...all]
}
