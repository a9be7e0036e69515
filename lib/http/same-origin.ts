interface Source {
  /** The origin of the page that sent the request; `null` also when the header is missing. */
  origin: string | null
  /** The relation of that page to ours (https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header). */
  site: string | null
}

/** Returns where the request comes from, according to the browser. */
export function sourceOf({ headers }: Request): Source {
  return { origin: headers.get('origin'), site: headers.get('sec-fetch-site') }
}

/**
 * Returns whether a write comes from one of our own pages. Our pages send their origin. When a page
 * hides its origin, the header `Origin` is `null` and `Sec-Fetch-Site` decides; browsers do not send that second
 * header on plain http. Returns false for a write with neither header.
 */
export function isSameOrigin(request: Request, appUrl: string): boolean {
  const { origin, site } = sourceOf(request)
  if (origin === appUrl) return site === null || site === 'same-origin'
  return origin === 'null' && site === 'same-origin'
}
