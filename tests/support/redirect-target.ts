/** The headers of a browser's navigation that affect an answer. */
export const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

/** Returns the address to which an answer leads a browser, by a redirect or a refresh, or an empty text. */
export function redirectTarget({ headers }: Response): string {
  const [, refreshed] = /^0; url=(.+)$/.exec(headers.get('refresh') ?? '') ?? []
  return headers.get('location') ?? refreshed ?? ''
}
