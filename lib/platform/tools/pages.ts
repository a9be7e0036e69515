import { z } from 'zod'
import { invalidArgument } from './tool-failure'

/** The most bytes of the items in one answer. With everything else, an answer stays under 20 KB. */
const maxItemBytes = 17_000

/** The position in a list at a vendor from which an answer continues. */
export interface Position {
  /** The vendor's own cursor of the page. Absent for the first page. */
  page?: string | undefined
  /** The items of that page that were answered already. */
  skip: number
  /** The length of the vendor's pages. It stays the same, so that `skip` counts the same items. */
  limit: number
}

const positionSchema = z.object({
  page: z.string().max(4096).optional(),
  skip: z.int().min(0).max(10_000),
  limit: z.int().min(1).max(1000),
})

/** The cursor of a tool that takes no `limit`. */
export const cursorArgument = z
  .string()
  .max(8192)
  .optional()
  .describe('The `next_cursor` of the answer before.')

/** The arguments of every tool that answers a long list and takes a `limit`. */
export function pageArguments(maxLimit: number) {
  return {
    limit: z.int().min(1).max(maxLimit).optional().describe('The most items in one answer.'),
    cursor: cursorArgument.describe(
      'The `next_cursor` of the answer before. `limit` is then the same as before.',
    ),
  }
}

/** The field of every answer with a list that may go on. */
export const nextCursor = {
  next_cursor: z
    .string()
    .optional()
    .describe('Present when there is more. Give it as `cursor` in the next call.'),
}

/**
 * Returns the position at which an answer begins.
 *
 * @param usualLimit the length of a page when the caller names none
 * @throws {ToolFailure} `invalid_arguments` for a cursor that did not come from here
 */
export function readPosition(
  { cursor, limit }: { cursor?: string | undefined; limit?: number | undefined },
  usualLimit: number,
): Position {
  if (cursor === undefined) return { skip: 0, limit: limit ?? usualLimit }
  try {
    return positionSchema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw invalidArgument('cursor', 'it is not the next_cursor of an earlier answer')
  }
}

function writeCursor(position: Position): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/**
 * Returns as many of the items as fit into one answer, and the cursor for the rest.
 *
 * @param items all items of the vendor's page, the ones before `position.skip` too
 * @param nextPage the vendor's cursor of the next page. Absent when there is none
 */
export function pageOf<Item>(
  items: readonly Item[],
  position: Position,
  nextPage: string | undefined,
): { items: Item[]; next_cursor?: string } {
  const shown: Item[] = []
  let bytes = 0
  for (const item of items.slice(position.skip)) {
    bytes += Buffer.byteLength(JSON.stringify(item))
    if (shown.length > 0 && bytes > maxItemBytes) {
      const skip = position.skip + shown.length
      return { items: shown, next_cursor: writeCursor({ ...position, skip }) }
    }
    shown.push(item)
  }
  if (nextPage === undefined || nextPage === '') return { items: shown }
  return {
    items: shown,
    next_cursor: writeCursor({ limit: position.limit, page: nextPage, skip: 0 }),
  }
}
