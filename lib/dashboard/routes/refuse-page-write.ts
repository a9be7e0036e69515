import { noticePage } from '@/lib/http/notice-page'
import { requestIdOf } from '@/lib/http/request-id'
import { home } from './return-path'

/** 405 for whatever does not read a page: pages take no forms, those go to handlers of their own. */
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
