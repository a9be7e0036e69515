import { html } from 'hono/html'
import { page } from '../page'
import { seeOther } from './see-other'

/**
 * Sends a browser on that has posted a form: by a redirect on our own origin, to another one by a page that
 * goes on by itself. Chromium applies `form-action` to every redirect that follows a form, and nobody can
 * list the places through which a vendor or a client leads (docs/decisions/0008-a-page-leaves-the-site.md).
 *
 * @param to.name what the other place is called
 */
export function goOn(
  appUrl: string,
  to: { href: string; name: string },
  cookies: readonly string[] = [],
): Response {
  const { href, name } = to
  if (new URL(href).origin === appUrl) return seeOther(href, cookies)
  const response = page({
    appUrl,
    status: 200,
    title: `On to ${name} · Miteos`,
    headers: { Refresh: `0; url=${href}` },
    body: html`<h1>On to ${name}</h1>
<p class="lead">This page goes on by itself. Use the button if it does not.</p>
<div class="actions"><a class="button" href="${href}">Go on to ${name}</a></div>`,
  })
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie)
  return response
}
