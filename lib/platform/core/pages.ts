/** The part of a list that a caller asks for. */
export interface PageRequest {
  /** The largest number of items, from 1 to 200. */
  limit: number
  /** The id of the last item of the page before. Undefined for the first page. */
  cursor?: string | undefined
}

export interface Page<Item> {
  items: Item[]
  /** The cursor of the next page, or null when this is the last one. */
  nextCursor: string | null
}

/**
 * Returns the page that consists of the first rows, up to the limit. The rows have to be in the
 * order of the list. When the list goes on after the page, `rows` has to contain at least one row
 * more than the limit.
 */
export function pageOf<Row extends { id: string }>(
  rows: readonly Row[],
  { limit }: PageRequest,
): Page<Row> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last ? last.id : null }
}
