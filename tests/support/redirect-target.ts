/** The headers that a browser sends when it opens a page, as far as an answer depends on them. */
export const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

/** Returns the address to which an answer sends a browser, by a redirect or a refresh. Without one, an empty text. */
export function redirectTarget({ headers }: Response): string {
  const [, refreshed] = /^0; url=(.+)$/.exec(headers.get('refresh') ?? '') ?? []
  return headers.get('location') ?? refreshed ?? ''
}
