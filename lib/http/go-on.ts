import { parseAccept } from 'hono/utils/accept'
import { noticePage } from './notice-page'
import { seeOther } from './see-other'

interface Place {
  href: string
  /** The heading of the page that leads to `href`. */
  title: string
  /** The text of the button that leads to `href`. */
  label: string
}

interface Way {
  appUrl: string
  /** The `Accept` header of the request. */
  accept: string | null
  cookies?: readonly string[]
  /** The id under which the log contains the details. */
  reference?: string
}

/** Returns whether a client accepts HTML by name, as every navigation of a browser does. A wildcard does not count. */
function asksForHtml(accept: string | null): boolean {
  return parseAccept(accept ?? '').some(
    ({ type, q }) => type.toLowerCase() === 'text/html' && q > 0,
  )
}

/**
 * Leads the client to a place: by a redirect when the place is on our own origin or the client is a program,
 * otherwise by a page that goes on by itself. A redirect to another site cannot be used
 * after a form: Chromium applies `form-action` to every redirect that follows, and where the other site redirects
 * to is not known
 * (docs/decisions/0008-a-page-leaves-the-site.md).
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
