import { isPrefetch } from '@/lib/http/prefetch'
import { sourceOf } from '@/lib/http/same-origin'

/** Returns whether, by the headers of the browser, the person navigated here from one of our own pages. */
export function isOwnNavigation(request: Request): boolean {
  const mode = request.headers.get('sec-fetch-mode')
  return (
    request.method === 'GET' &&
    sourceOf(request).site === 'same-origin' &&
    (mode === null || mode === 'navigate') &&
    !isPrefetch(request)
  )
}
