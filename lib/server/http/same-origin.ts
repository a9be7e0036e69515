/**
 * Whether a write comes from one of our own pages. A page with `Referrer-Policy: no-referrer` sends
 * `Origin: null`; then `Sec-Fetch-Site` decides. With neither header the write is refused.
 */
export function isSameOrigin(request: Request, appUrl: string): boolean {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin === appUrl) return site === null || site === 'same-origin'
  return origin === 'null' && site === 'same-origin'
}
