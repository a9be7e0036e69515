import { z } from 'zod'
import type { SandboxAccount } from '../accounts'
import type { World } from '../worlds'
import { invalid, invalidBody, type NotionAnswer, success } from './notion-answer'

/** A call of the API with a token that is accepted. */
export interface NotionCall {
  world: World
  account: SandboxAccount
  /** The id in the path, with its dashes, or an empty text. */
  id: string
  /** The present time, in ISO 8601. */
  now: string
}

/** Checks the body as it was sent, and does the work of a method. */
export type NotionMethod = (call: NotionCall, body: unknown) => Promise<NotionAnswer>

/** Reads an id with or without its dashes, and returns it with them. */
export const idSchema = z
  .string()
  .regex(/^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i, 'should be a valid uuid')
  .transform(withDashes)

/** Returns an id with its dashes, in lower case. */
export function withDashes(id: string): string {
  const digits = id.replaceAll('-', '').toLowerCase()
  return digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Creates a method that refuses every body that the schema does not accept. */
export function notionMethod<Shape>(
  schema: z.ZodType<Shape>,
  run: (call: NotionCall, body: Shape) => Promise<NotionAnswer>,
): NotionMethod {
  return async (call, body) => {
    const checked = schema.safeParse(body)
    return checked.success ? run(call, checked.data) : invalidBody(checked.error.issues[0])
  }
}

/** The fields of every body that asks for a page of a list. */
export const pageFields = {
  start_cursor: z.string().optional(),
  page_size: z.int().min(1).max(100).optional(),
}

/** Answers a page of a list. The cursor is the id of the first item of the page. */
export function listAnswer(
  items: readonly { id: string }[],
  page: z.infer<z.ZodObject<typeof pageFields>>,
): NotionAnswer {
  const { start_cursor, page_size = 100 } = page
  const begin = start_cursor === undefined ? 0 : items.findIndex(({ id }) => id === start_cursor)
  if (begin < 0) return invalid('The start_cursor provided is invalid.')
  const next = items[begin + page_size]
  return success({
    object: 'list',
    results: items.slice(begin, begin + page_size),
    next_cursor: next?.id ?? null,
    has_more: next !== undefined,
    type: 'page_or_data_source',
    page_or_data_source: {},
    request_status: { type: 'complete' },
  })
}
