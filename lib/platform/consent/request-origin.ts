/**
 * Whether a write comes from one of our own pages. They all tell their origin; where a browser was told to
 * keep it, `Origin` is `null` and `Sec-Fetch-Site` decides, which browsers leave out on plain http. With
 * neither header the write is refused.
 */
export function isFromOurPages(request: Request, appUrl: string): boolean {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin === appUrl) return site === null || site === 'same-origin'
  return origin === 'null' && site === 'same-origin'
}

/** Whether the browser is only looking ahead: nobody has asked to see the answer yet. */
export function isPrefetch(request: Request): boolean {
  const purposes = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']
  return (
    purposes.some((name) => /prefetch|preview|prerender/i.test(request.headers.get(name) ?? '')) ||
    request.headers.has('next-router-prefetch') ||
    request.headers.has('rsc')
  )
}

/** Whether the person clicked on a page of ours, and the browser says so. */
export function isOwnNavigation(request: Request): boolean {
  const mode = request.headers.get('sec-fetch-mode')
  return (
    request.method === 'GET' &&
    request.headers.get('sec-fetch-site') === 'same-origin' &&
    (mode === null || mode === 'navigate') &&
    !isPrefetch(request)
  )
}
