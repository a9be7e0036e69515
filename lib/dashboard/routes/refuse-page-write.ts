import { noticePage } from '@/lib/http/notice-page'
import { requestIdOf } from '@/lib/http/request-id'
import { home } from './return-path'

/**
 * Returns a page with status 405 for a request that is not a read, or null for a read. Forms are
 * posted to route handlers, never to pages.
 */
export function refusePageWrite(request: Request, appUrl: string): Response | null {
  if (request.method === 'GET' || request.method === 'HEAD') return null
  return noticePage({
    appUrl,
    status: 405,
    title: 'This page can only be read',
    text: 'Nothing was changed.',
    link: { href: home, label: 'Go to your integrations' },
    reference: requestIdOf(request),
    headers: { allow: 'GET, HEAD' },
  })
}
