/**
 * Whether a write comes from one of our own pages. They all tell their origin; where a browser was told to
 * keep it, `Origin` is `null` and `Sec-Fetch-Site` decides, which browsers leave out on plain http. With
 * neither header the write is refused.
 */
export function isSameOrigin(request: Request, appUrl: string): boolean {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin === appUrl) return site === null || site === 'same-origin'
  return origin === 'null' && site === 'same-origin'
}
