/** One page of a list of the API. */
export interface ListPage<Item> {
  items: Item[]
  /** The cursor of the next page, or null when this is the last one. */
  nextCursor: string | null
}

const nextLink = /<([^>]{1,4096})>\s*;[^,]*\brel="?next"?/i

/** Returns the cursor in a `Link` header that leads to a next page (RFC 8288), or null when there is none. */
export function nextCursorOf(headers: Headers): string | null {
  const [, href = ''] = nextLink.exec(headers.get('link') ?? '') ?? []
  const base = 'http://origin.invalid'
  return URL.canParse(href, base) ? new URL(href, base).searchParams.get('cursor') : null
}
