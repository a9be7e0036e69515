/** What a browser's navigation takes. */
export const navigation = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' }

/** Where an answer leads a browser: by a redirect, or by a page that goes on by itself; empty when nowhere. */
export function leadsTo({ headers }: Response): string {
  const [, refreshed] = /^0; url=(.+)$/.exec(headers.get('refresh') ?? '') ?? []
  return headers.get('location') ?? refreshed ?? ''
}
