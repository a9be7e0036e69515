/**
 * Returns whether a browser loads a page before the person asks to see it, or Next's router loads
 * only its data (`rsc`).
 */
export function isPrefetch(request: Request): boolean {
  const purposeHeaders = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']
  return (
    purposeHeaders.some((name) =>
      /prefetch|preview|prerender/i.test(request.headers.get(name) ?? ''),
    ) ||
    request.headers.has('next-router-prefetch') ||
    request.headers.has('rsc')
  )
}
