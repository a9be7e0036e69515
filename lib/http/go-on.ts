import { parseAccept } from 'hono/utils/accept'
import { noticePage } from './notice-page'
import { seeOther } from './see-other'

interface Place {
  href: string
  /** The heading of the page that leads there. */
  title: string
  /** The words on the button that leads there. */
  label: string
}

interface Way {
  appUrl: string
  /** The `Accept` header of the request that is answered. */
  accept: string | null
  cookies?: readonly string[]
  /** The id under which the log knows more. */
  reference?: string
}

/** Whether a client names HTML as what it takes: every navigation of a browser does, `*` alone does not. */
function asksForHtml(accept: string | null): boolean {
  return parseAccept(accept ?? '').some(
    ({ type, q }) => type.toLowerCase() === 'text/html' && q > 0,
  )
}

/**
 * Sends the sender of a form on: by a redirect on our own origin, and a browser to another origin by a page that
 * goes on by itself. Chromium applies `form-action` to every redirect that follows a form, and nobody can
 * list the places through which another site leads (docs/decisions/0008-a-page-leaves-the-site.md).
 */
export function goOn(
  { href, title, label }: Place,
  { appUrl, accept, cookies = [], reference }: Way,
): Response {
  if (new URL(href).origin === appUrl || !asksForHtml(accept)) {
    return seeOther(href, appUrl, cookies)
  }
  const response = noticePage({
    appUrl,
    status: 200,
    title,
    text: 'This page goes on by itself. Use the button if it does not.',
    link: { href, label },
    ...(reference !== undefined && { reference }),
    headers: { refresh: `0; url=${href}` },
  })
  for (const cookie of cookies) response.headers.append('set-cookie', cookie)
  return response
}
