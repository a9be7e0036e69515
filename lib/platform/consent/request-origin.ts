import { sourceOf } from '@/lib/http/same-origin'

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
    sourceOf(request).site === 'same-origin' &&
    (mode === null || mode === 'navigate') &&
    !isPrefetch(request)
  )
}
