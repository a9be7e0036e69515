interface Source {
  /** The origin of the page that sent the request; `null` also when the header is missing. */
  origin: string | null
  /** How that page is related to ours (https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header). */
  site: string | null
}

/** Reads where a browser says that a request comes from. */
export function sourceOf({ headers }: Request): Source {
  return { origin: headers.get('origin'), site: headers.get('sec-fetch-site') }
}

/**
 * Whether a write comes from one of our own pages. They all tell their origin; where a browser was told to
 * keep it, `Origin` is `null` and `Sec-Fetch-Site` decides, which browsers leave out on plain http. With
 * neither header the write is refused.
 */
export function isSameOrigin(request: Request, appUrl: string): boolean {
  const { origin, site } = sourceOf(request)
  if (origin === appUrl) return site === null || site === 'same-origin'
  return origin === 'null' && site === 'same-origin'
}
