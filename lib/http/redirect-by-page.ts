import { parseAccept } from 'hono/utils/accept'
import { noticePage } from './notice-page'
import { seeOther } from './see-other'

interface Destination {
  href: string
  /** The heading of the page that leads to `href`. */
  title: string
  /** The text of the button that leads to `href`. */
  label: string
}

interface AnswerOptions {
  appUrl: string
  /** The `Accept` header of the request. */
  accept: string | null
  cookies?: readonly string[]
  /** The id under which the log contains the details. */
  reference?: string
}

/** Returns whether a client accepts HTML by name, as every navigation of a browser does. A wildcard does not count. */
export function asksForHtml(accept: string | null): boolean {
  return parseAccept(accept ?? '').some(
    ({ type, q }) => type.toLowerCase() === 'text/html' && q > 0,
  )
}

/**
 * Returns the answer that leads the client to an address: a redirect when the address is on our own origin or the
 * client is a program, otherwise a page that opens the address by itself. A redirect to another site cannot be used
 * after a form: Chromium applies `form-action` to every redirect that follows, and we do not know where the other
 * site redirects to (docs/decisions/0008-a-page-leaves-the-site.md).
 */
export function redirectByPage(
  { href, title, label }: Destination,
  { appUrl, accept, cookies = [], reference }: AnswerOptions,
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
